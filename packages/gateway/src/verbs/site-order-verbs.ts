// What the owner may ask about the orders of a site, and do to them.
import type { SiteFinding, SiteRepaired } from "../outbox/site-adapter.ts";
import type { SiteOrdersPage, SiteOrdersQuestion } from "../outbox/site-orders.ts";
import type { Context } from "../use-cases/context.ts";
import { type ListSiteBooksInput, listSiteBooks, type SiteBooksPage } from "../use-cases/sites/site-books.ts";
import {
  examineSiteDelivery,
  type RecordReconciliationInput,
  type RepairSiteOrderInput,
  readSiteOrders,
  recordReconciliation,
  repairSiteOrder,
} from "../use-cases/sites/site-orders.ts";
import { type SiteWatched, type WatchSiteInput, watchSite } from "../use-cases/sites/watch-site.ts";

export type SiteOrderVerbs = {
  readSiteOrders(siteId: string, question: SiteOrdersQuestion): Promise<SiteOrdersPage>;
  listSiteBooks(input: ListSiteBooksInput): Promise<SiteBooksPage>;
  repairSiteOrder(input: RepairSiteOrderInput): Promise<SiteRepaired>;
  recordReconciliation(input: RecordReconciliationInput): Promise<void>;
  examineSiteDelivery(siteId: string): Promise<SiteFinding[]>;
  watchSite(input: WatchSiteInput): Promise<SiteWatched>;
};

export function siteOrderVerbs(context: Context): SiteOrderVerbs {
  return {
    readSiteOrders: (siteId, question) => readSiteOrders(context, siteId, question),
    listSiteBooks: (input) => listSiteBooks(context, input),
    repairSiteOrder: (input) => repairSiteOrder(context, input),
    recordReconciliation: (input) => recordReconciliation(context, input),
    examineSiteDelivery: (siteId) => examineSiteDelivery(context, siteId),
    watchSite: (input) => watchSite(context, input),
  };
}
