// Makes sure that nobody can pay an unpaid payment's attempts any more, as far as that is in our hands: query, close, query.
// What Alipay reports meanwhile is applied like any evidence; the caller looks at the payment afterwards.

import type { AlipayError } from "@dedepay/alipay";
import { DedepayError } from "@dedepay/errors";
import type { TradeAnswer } from "../channel/alipay-channel.ts";
import { alipayFailure } from "../channel/alipay-failure.ts";
import { retryLater } from "../channel/retry-later.ts";
import { findAttempt } from "../store/attempts.ts";
import { findPayment } from "../store/payments.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import { applyFacts } from "./apply-facts.ts";
import type { Context } from "./context.ts";
import { loadPayment } from "./load-payment.ts";
import { paymentNotFound } from "./refusals.ts";

/** `paid`: Alipay reported money, and it is booked. `shut`: closed, or unknown to Alipay (an old link may still bring it to life). */
export type ShutTrades = { kind: "shut" } | { kind: "paid" } | { kind: "unknown"; error: DedepayError };

const retryAfterMs = 15_000;
const paidStatuses: readonly string[] = [
  "TRADE_SUCCESS",
  "TRADE_FINISHED",
  "TRADE_PENDING",
  "WAIT_SELLER_SEND_GOODS",
  "WAIT_BUYER_CONFIRM_GOODS",
];

export async function shutTrades(context: Context, o: { paymentId: string; requestId: string }): Promise<ShutTrades> {
  const { attempts } = await context.store.run((db) => loadPayment(db, o.paymentId));
  for (const attempt of attempts) {
    if (attempt.openedAtMs === null || attempt.state.includes("closed")) continue;
    const result = await shutTrade(context, attempt, o.requestId);
    if (result.kind !== "shut") return result;
  }
  return { kind: "shut" };
}

async function shutTrade(context: Context, attempt: AttemptsTable, requestId: string): Promise<ShutTrades> {
  const { account } = await context.store.run((db) => loadPayment(db, attempt.paymentId));
  const ask = async (): Promise<TradeAnswer> => context.channel.queryTrade(account, attempt.outTradeNo);
  const before = await ask();
  if (before.kind === "absent") return { kind: "shut" };
  if (before.kind !== "trade") return unknown(before.error, account.protocol);
  if (paidStatuses.includes(before.facts.tradeStatus)) return book(context, { attempt, answer: before, requestId });
  if (before.facts.tradeStatus === "WAIT_BUYER_PAY") {
    const closed = await context.channel.closeTrade(account, attempt.outTradeNo);
    context.log.info({ requestId, attemptId: attempt.id, answer: closed.kind }, "trade closed on the site's wish");
    if (closed.kind === "unknown") {
      // Its outcome is what the second question is for.
      context.log.warn({ requestId, attemptId: attempt.id }, "close of unknown outcome");
    }
  }
  const after = await ask();
  if (after.kind === "absent") return { kind: "shut" };
  if (after.kind !== "trade") return unknown(after.error, account.protocol);
  if (paidStatuses.includes(after.facts.tradeStatus)) return book(context, { attempt, answer: after, requestId });
  if (after.facts.tradeStatus === "TRADE_CLOSED") return book(context, { attempt, answer: after, requestId });
  return { kind: "unknown", error: stillOpen() };
}

type Told = { attempt: AttemptsTable; answer: Extract<TradeAnswer, { kind: "trade" }>; requestId: string };

async function book(context: Context, { attempt, answer, requestId }: Told): Promise<ShutTrades> {
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, attempt.paymentId);
    const current = await findAttempt(db, attempt.id);
    if (payment === undefined || current === undefined) throw paymentNotFound(attempt.paymentId);
    const { account } = await loadPayment(db, payment.id);
    const { facts } = answer;
    await applyFacts(context, db, { account, attempt: current, payment, facts, source: "query", requestId });
  });
  context.wakeRelay();
  return { kind: answer.facts.tradeStatus === "TRADE_CLOSED" ? "shut" : "paid" };
}

function unknown(error: AlipayError, protocol: string): ShutTrades {
  const failure = alipayFailure(error, protocol === "mapi" ? "mapi" : "openapi");
  return { kind: "unknown", error: retryLater(failure, { afterMs: retryAfterMs }) };
}

function stillOpen(): DedepayError {
  const seconds = retryAfterMs / 1000;
  return new DedepayError(1010, {
    retry: "backoff",
    retryAfterMs,
    detail: {
      zh: `支付宝没有关闭原来的交易，它仍可能被支付；请 ${seconds} 秒后再试`,
      en: `Alipay has not closed the trade, which may still be paid; try again in ${seconds} s`,
    },
  });
}
