// A ledger that was restored from a back-up may have forgotten refunds. Until Alipay was asked, none is made; and where
// Alipay reports one that nobody here knows, a person says whether the next one is another.
import { DedepayError } from "@dedepay/errors";
import { isIncidentOpen } from "../store/incidents.ts";
import { findPayment } from "../store/payments.ts";
import { findQuery } from "../store/queries.ts";
import type { Db } from "../store/store.ts";
import { askAlipay } from "./ask-alipay.ts";
import type { Context } from "./context.ts";
import { openIncident } from "./open-incident.ts";

/** True: no refund may be made now. A payment that was not asked about since the restore is asked about here. */
export async function isHeldByRecovery(
  context: Context,
  input: { paymentId: string; requestId: string },
): Promise<boolean> {
  if (await context.recovery.look()) return true;
  const begunAtMs = context.recovery.begunAtMs;
  if (begunAtMs === undefined || (await isAnswered(context, input.paymentId, begunAtMs))) return false;
  const before = await refundedFenOf(context, input.paymentId);
  await askAlipay(context, input);
  const externalFen = (await refundedFenOf(context, input.paymentId)) - before;
  if (externalFen > 0n)
    await context.store.inTransaction((db) => openDoubt(context, db, { paymentId: input.paymentId, externalFen }));
  return !(await isAnswered(context, input.paymentId, begunAtMs));
}

async function refundedFenOf(context: Context, paymentId: string): Promise<bigint> {
  return (await context.store.run((db) => findPayment(db, paymentId)))?.refundedFen ?? 0n;
}

async function isAnswered(context: Context, paymentId: string, begunAtMs: number): Promise<boolean> {
  return context.store.run(async (db) => {
    const payment = await findPayment(db, paymentId);
    // Made after the restore, or by nobody: nothing was forgotten.
    if (payment === undefined || payment.createdAtMs > begunAtMs) return true;
    const query = await findQuery(db, paymentId);
    return query !== undefined && (query.lastAtMs ?? 0) >= begunAtMs && query.unknownSinceMs === null;
  });
}

export function heldByRecovery(): DedepayError {
  return new DedepayError(1010, {
    detail: {
      zh: "账本从备份恢复，与支付宝核对完成之前不退款。请等待核对，并由管理员结束恢复模式（dedepay recovery end）",
      en: "The ledger was restored from a back-up: no refunds until Alipay was asked and a person ended recovery mode (dedepay recovery end)",
    },
    extra: { reason: "recovery" },
  });
}

function groupOf(paymentId: string): string {
  return `${paymentId}:refund-found-after-restore`;
}

/** While the gap is being closed, a refund that Alipay reports may be the very one which the site will ask for again. */
export async function doubtRefundFoundAfterRestore(
  context: Context,
  db: Db,
  o: { paymentId: string; externalFen: bigint },
): Promise<void> {
  if (context.recovery.isOn) await openDoubt(context, db, o);
}

async function openDoubt(context: Context, db: Db, o: { paymentId: string; externalFen: bigint }): Promise<void> {
  await openIncident(context, db, {
    cause: "refund-found-after-restore",
    group: groupOf(o.paymentId),
    title: {
      zh: "恢复账本后，支付宝报告了一笔账本里没有的退款；核对并解决此事件之前，这笔支付不再退款",
      en: "After a restore Alipay reports a refund that the ledger does not know; until this incident is resolved the payment is not refunded again",
    },
    paymentId: o.paymentId,
    evidence: { amountFen: Number(o.externalFen) },
  });
}

/** Throws 1010 while a person has not said what the refund found after the restore was. */
export async function assertNoDoubtfulRefund(db: Db, paymentId: string): Promise<void> {
  if (!(await isIncidentOpen(db, groupOf(paymentId)))) return;
  throw new DedepayError(1010, {
    detail: {
      zh: "恢复账本后支付宝报告过这笔支付的一笔退款，账本里没有它。请核对它是不是本次要退的那一笔，解决对应的事件后再退",
      en: "After a restore Alipay reported a refund of this payment that the ledger does not know. See whether it is this one, resolve the incident, then refund",
    },
    extra: { reason: "refund_found_after_restore" },
  });
}
