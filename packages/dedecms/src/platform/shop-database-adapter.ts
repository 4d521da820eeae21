// The database way with real connections and the real clock.
import type { SiteAdapter } from "@dedepay/gateway";
import { databaseAdapter } from "../database/database-adapter.ts";
import { openShop } from "./open-shop.ts";

export const shopDatabaseAdapter: SiteAdapter = databaseAdapter({ open: openShop, nowMs: Date.now });
