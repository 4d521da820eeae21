// Makes sure that nobody can pay an unpaid payment's attempts any more, as far as that is in our hands: query, close, query.
// What Alipay reports meanwhile is applied like any evidence; the caller looks at the payment afterwards.

import type { AlipayError } from "@dedepay/alipay";
import { DedepayError } from "@dedepay/errors";
import type { TradeAnswer } from "../../channel/alipay-channel.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { retryLater } from "../../channel/retry-later.ts";
import { findAttempt } from "../../store/attempts.ts";
import { findPayment } from "../../store/payments.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { Context } from "../context.ts";
import { paymentNotFound } from "../refusals.ts";
import { applyFacts } from "./apply-facts.ts";
import { loadPayment } from "./load-payment.ts";

/**
 * `paid`: Alipay reported money; it is booked, or an incident says why it could not be. `shut`: each is closed, or unknown to Alipay
 * (an old link may still bring it to life). `unknown`: one of them may still be paid, and any of them may be closed by now.
 */
export type ShutTrades =
  | { kind: "shut"; attemptIds: ReadonlySet<string> }
  | { kind: "paid" }
  | { kind: "unknown"; error: DedepayError };

type ShutTrade = { kind: "shut" | "paid" } | { kind: "unknown"; error: DedepayError };

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
  const shut = new Set<string>();
  for (const attempt of attempts.filter(isLive)) {
    const result = await shutTrade(context, attempt, o.requestId);
    if (result.kind === "paid") return { kind: "paid" };
    if (result.kind === "unknown") return result;
    shut.add(attempt.id);
  }
  return { kind: "shut", attemptIds: shut };
}

/** Somebody left for Alipay with it since the trades were shut: it has to be shut, too. */
export function isNewlyLive(attempts: readonly AttemptsTable[], shut: ReadonlySet<string>): boolean {
  return attempts.some((attempt) => isLive(attempt) && !shut.has(attempt.id));
}

/** A buyer left with it, and it is not known to be closed. */
function isLive(attempt: AttemptsTable): boolean {
  return attempt.openedAtMs !== null && !attempt.state.includes("closed");
}

async function shutTrade(context: Context, attempt: AttemptsTable, requestId: string): Promise<ShutTrade> {
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

async function book(context: Context, { attempt, answer, requestId }: Told): Promise<ShutTrade> {
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

function unknown(error: AlipayError, protocol: string): ShutTrade {
  const failure = alipayFailure(error, protocol === "mapi" ? "mapi" : "openapi");
  return { kind: "unknown", error: retryLater(failure, { afterMs: retryAfterMs }) };
}

/** 1010 with the time after which to try again. */
export function stillOpen(): DedepayError {
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
