// The owner bounds what a site's key may send back per Beijing day, should the key be stolen.
import { findRefundLimit, putRefundLimit } from "../../store/refund-budgets.ts";
import { findSite } from "../../store/sites.ts";
import type { Context } from "../context.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";

export type SetRefundLimitInput = ByOwner & {
  siteId: string;
  /** Fen; undefined: no limit. */
  dailyFen?: bigint;
};

/** Throws 1009. */
export async function setRefundLimit(context: Context, input: SetRefundLimitInput): Promise<void> {
  const { siteId, dailyFen, requestId } = input;
  await context.store.inTransaction(async (db) => {
    if ((await findSite(db, siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, siteId);
    const before = await findRefundLimit(db, siteId);
    await putRefundLimit(db, siteId, dailyFen ?? null);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site.refund_limit_set",
      subject: siteId,
      before: { refundDailyFen: before ?? null },
      after: { refundDailyFen: dailyFen ?? null },
      requestId,
    });
  });
}
