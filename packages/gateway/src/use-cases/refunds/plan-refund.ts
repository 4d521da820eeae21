// Puts the next step of a refund into the outbox. These rows belong to no payment's row of deliveries: one refund of unknown
// outcome must not hold up another one.
import { insertOutboxRow, newOutboxRow } from "../../store/outbox-rows.ts";
import type { Db } from "../../store/store.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";

const secondMs = 1000;
/** Whoever asked for the refund sends it at once; this row finds it where that process died. */
const firstSubmissionMs = 20 * secondMs;
/** Alipay shows a refund some seconds after it took it (the documents say ten). */
const firstQueryMs = 10 * secondMs;
/** Before the second submission, the third, …; the last one repeats. */
const againMs: readonly number[] = [0, 30, 120, 600, 3600, 6 * 3600].map((seconds) => seconds * secondMs);

export type RefundStep = { type: "submit_refund" | "query_refund" | "end_operator_time"; key: string };

export async function planRefund(context: Context, db: Db, o: RefundStep & { refund: RefundsTable }): Promise<void> {
  const nowMs = context.nowMs();
  await insertOutboxRow(
    db,
    newOutboxRow({
      id: context.newId("dlv"),
      uniqueKey: `${o.refund.paymentId}:${o.key}`,
      kind: o.type,
      siteId: o.refund.siteId,
      payload: { refundId: o.refund.id },
      availableAtMs: o.type === "end_operator_time" ? (o.refund.operatorUntilMs ?? nowMs) : nowMs + delayMs(o),
      nowMs,
    }),
  );
}

function delayMs({ type, refund }: RefundStep & { refund: RefundsTable }): number {
  if (type === "query_refund") return firstQueryMs;
  if (refund.submissions === 0) return firstSubmissionMs;
  return againMs[Math.min(refund.submissions, againMs.length - 1)] ?? 0;
}
