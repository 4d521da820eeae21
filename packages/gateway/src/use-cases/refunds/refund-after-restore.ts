// A ledger that was restored from a back-up may have forgotten refunds. Until Alipay was asked, none is made; and where
// Alipay reports one that nobody here knows, a person says whether the next one is another.
import { DedepayError } from "@dedepay/errors";
import { findPayment } from "../../store/payments.ts";
import { findQuery } from "../../store/queries.ts";
import type { Context } from "../context.ts";
import { askAlipay } from "../queries/ask-alipay.ts";
import { openDoubt } from "./doubtful-refund.ts";

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
