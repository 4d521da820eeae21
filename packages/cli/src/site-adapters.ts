// The ways of telling sites that this program knows beside the webhook, for every gateway that it opens.
import { databaseAdapterName, shopDatabaseAdapter } from "@dedepay/dedecms";
import type { SiteAdapters } from "@dedepay/gateway";

export const siteAdapters: SiteAdapters = { [databaseAdapterName]: shopDatabaseAdapter };
