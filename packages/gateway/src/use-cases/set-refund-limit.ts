// The owner bounds what a site's key may send back per Beijing day, should the key be stolen.
import { insertAudit } from "../store/audit.ts";
import { findRefundLimit, putRefundLimit } from "../store/refund-budgets.ts";
import { findSite } from "../store/sites.ts";
import type { Context } from "./context.ts";
import { notFound } from "./refusals.ts";

export type SetRefundLimitInput = {
  siteId: string /** Fen; undefined: no limit. */;
  dailyFen?: bigint;
  requestId: string;
};

/** Throws 1009. */
export async function setRefundLimit(context: Context, input: SetRefundLimitInput): Promise<void> {
  const { siteId, dailyFen, requestId } = input;
  await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const before = await findRefundLimit(db, siteId);
    await putRefundLimit(db, siteId, dailyFen ?? null);
    await insertAudit(db, {
      id: context.newId("aud"),
      actor: "admin",
      action: "site.refund_limit_set",
      subject: siteId,
      detailJson: JSON.stringify({ before: before?.toString() ?? null, after: dailyFen?.toString() ?? null }),
      requestId,
      createdAtMs: context.nowMs(),
    });
  });
}
