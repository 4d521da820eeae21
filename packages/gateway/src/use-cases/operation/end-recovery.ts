// A person says that the restored ledger is good again: deliveries and refunds go on. The mark stays, so that a payment which
// was not asked about since is asked before it is refunded.
import { DedepayError } from "@dedepay/errors";
import { putMark } from "../../store/marks.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../record-audit.ts";
import { describeRecovery, type RecoveryDocument } from "./describe-recovery.ts";
import { readRecovery } from "./recovery-watch.ts";

export type EndRecoveryInput = {
  /** A person has looked at what stayed without a clear answer. */
  acceptUnclear: boolean;
  actor: string;
  requestId: string;
};

/** Throws 1010 where there is no recovery to end, or where something is unclear and was not accepted. */
export async function endRecovery(
  context: Pick<Context, "store" | "nowMs" | "newId">,
  input: EndRecoveryInput,
): Promise<RecoveryDocument> {
  const before = await describeRecovery(context);
  if (before.state === "none" || before.state === "ended")
    throw refused({ zh: "没有需要结束的恢复模式", en: "There is no recovery mode to end" }, before);
  if (before.state === "waiting")
    throw refused(
      {
        zh: "还没有网关在恢复后的账本上启动过：请先启动它，让它向支付宝查询",
        en: "No gateway has started on the restored ledger yet: start one, it asks Alipay",
      },
      before,
    );
  const unclear = before.payments.unanswered + before.unclear.refunds.length + before.unclear.parked.length;
  if (unclear > 0 && !input.acceptUnclear)
    throw refused(
      {
        zh: `还有不清楚的：${before.payments.unanswered} 笔支付没有明确答复，${before.unclear.refunds.length} 笔退款结果未知，${before.unclear.parked.length} 条未知订单的通知。请逐一核对支付宝账单，再确认结束`,
        en: `Not clear yet: ${before.payments.unanswered} payments without a clear answer, ${before.unclear.refunds.length} refunds of unknown outcome, ${before.unclear.parked.length} notifications of unknown orders. Compare each with Alipay's bill, then accept`,
      },
      before,
    );
  await context.store.inTransaction(async (db) => {
    const mark = await readRecovery(db);
    if (mark === undefined || mark.endedAtMs !== undefined) return;
    const nowMs = context.nowMs();
    await putMark(db, "recovery", { detail: { ...mark, endedAtMs: nowMs }, setAtMs: nowMs });
    await recordAudit(context, db, {
      actor: input.actor,
      action: "recovery.ended",
      subject: "ledger",
      after: { unclear, ...before.payments },
      requestId: input.requestId,
    });
  });
  return describeRecovery(context);
}

function refused(detail: { zh: string; en: string }, recovery: RecoveryDocument): DedepayError {
  return new DedepayError(1010, { detail, extra: { reason: "recovery", recovery } });
}
