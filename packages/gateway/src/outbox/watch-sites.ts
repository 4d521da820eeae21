// The regular look at the orders of a site that never calls us. It plans its own next one, as long as the site's way wants it.
import { findSiteDelivery } from "../store/site-deliveries.ts";
import type { Context } from "../use-cases/context.ts";
import { planWatch, watchSite } from "../use-cases/sites/watch-site.ts";
import type { Handler } from "./handler.ts";

const minuteMs = 60_000;

export function siteWatchHandler(context: Context): Handler {
  return {
    async handle(row) {
      const siteId = row.siteId ?? "";
      const chosen = await context.store.run((db) => findSiteDelivery(db, siteId));
      const adapter = context.siteAdapters[chosen?.adapter ?? ""];
      if (chosen !== undefined && adapter === undefined) return { kind: "retry", why: `no_adapter:${chosen.adapter}` };
      const everyMs = adapter?.watchEveryMs;
      if (everyMs === undefined) return { kind: "done" };
      await watchSite(context, { siteId, requestId: row.id });
      await context.store.inTransaction((db) => planWatch(context, db, { siteId, dueMs: context.nowMs() + everyMs }));
      return { kind: "done" };
    },
    afterFailure: () => Promise.resolve(minuteMs),
    // A hundred shipments, each of them a call to Alipay.
    leaseMs: 30 * minuteMs,
  };
}
