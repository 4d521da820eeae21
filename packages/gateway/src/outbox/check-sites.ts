// The regular check of a site whose turn has come. It plans its own next one; a site that was let go is asked no more.
import { findSiteCheck } from "../store/site-checks.ts";
import type { Context } from "../use-cases/context.ts";
import { checkSite } from "../use-cases/sites/check-site.ts";
import type { Handler } from "./handler.ts";

const minuteMs = 60_000;

export function siteCheckHandler(context: Context): Handler {
  return {
    async handle(row) {
      const siteId = row.siteId ?? "";
      const plan = await context.store.run((db) => findSiteCheck(db, siteId));
      if (plan?.regular === 1) await checkSite(context, { siteId, requestId: row.id });
      return { kind: "done" };
    },
    // Only the store can keep it from ending, and then nothing else works either.
    afterFailure: () => Promise.resolve(minuteMs),
    leaseMs: 2 * minuteMs,
  };
}
