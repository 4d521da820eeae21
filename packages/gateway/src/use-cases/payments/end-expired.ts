// Ends a payment whose own time is over. Alipay is asked first (the caller has clear answers), a trade that still waits for
// its buyer is closed there; only then the site is told. Money that comes all the same is late money, never lost.

import type { ActionAnswer, TradeAnswer } from "../../channel/alipay-channel.ts";
import { findPayment } from "../../store/payments.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { Context } from "../context.ts";
import { isAdoptedPayment } from "../legacy/adopted.ts";
import { applyEvent } from "./apply-event.ts";
import { loadPayment } from "./load-payment.ts";

/** What Alipay said about one attempt in this round. */
export type Answered = { attempt: AttemptsTable; answer: TradeAnswer };

export type EndExpiredInput = { paymentId: string; answers: readonly Answered[]; requestId: string };

export async function endExpired(context: Context, input: EndExpiredInput): Promise<void> {
  const { payment, account } = await context.store.run((db) => loadPayment(db, input.paymentId));
  if (payment.state !== "unpaid" || context.nowMs() < payment.expiresAtMs) return;
  // The site can still have it paid: nobody has offered it through us yet.
  if (isAdoptedPayment(payment)) return;
  for (const { attempt, answer } of input.answers) {
    if (answer.kind !== "trade" || answer.facts.tradeStatus !== "WAIT_BUYER_PAY") continue;
    const closed = await context.channel.closeTrade(account, attempt.outTradeNo);
    logClose(context, input, { attemptId: attempt.id, closed });
    // Not knowing whether the trade can still be paid is no reason to tell anybody that it can't.
    if (closed.kind === "unknown") return;
    // Refused: perhaps it was paid this very moment. The next question tells.
    if (closed.kind === "refused" && !(await stillWaits(context, input, attempt.outTradeNo))) return;
  }
  await context.store.inTransaction(async (db) => {
    const current = await findPayment(db, input.paymentId);
    // A replacement may have given it more time meanwhile.
    if (current === undefined || current.state !== "unpaid" || context.nowMs() < current.expiresAtMs) return;
    await applyEvent(context, db, {
      payment: current,
      event: { type: "expired" },
      source: "timer",
      detail: { expiresAt: new Date(current.expiresAtMs).toISOString() },
      requestId: input.requestId,
    });
  });
  context.wakeRelay();
}

/** Some accounts may not close trades at all; then our own end counts, and a late payment is reported as such. */
async function stillWaits(context: Context, input: EndExpiredInput, outTradeNo: string): Promise<boolean> {
  const { account } = await context.store.run((db) => loadPayment(db, input.paymentId));
  const answer = await context.channel.queryTrade(account, outTradeNo);
  return answer.kind === "trade" && answer.facts.tradeStatus === "WAIT_BUYER_PAY";
}

function logClose(context: Context, input: EndExpiredInput, o: { attemptId: string; closed: ActionAnswer }): void {
  const { requestId, paymentId } = input;
  context.log.info({ requestId, paymentId, attemptId: o.attemptId, answer: o.closed.kind }, "expired trade closed");
}
