// PaymentFacts as one JSON text, for a store that keeps them in a column. Amounts are decimal strings: JSON has no bigint.

import type { MoneyReached, PaymentFacts, Trade, TradeRole } from "./payment.ts";
import { moneyOrder } from "./trade.ts";

/** The document of the facts; equal facts give equal texts. */
export function encodeFacts(facts: PaymentFacts): string {
  return JSON.stringify({
    over: facts.over,
    shippingAsked: facts.shippingAsked,
    goodsReleased: facts.goodsReleased,
    finishTold: facts.finishTold,
    trades: facts.trades.map((trade) => ({
      attemptId: trade.attemptId,
      role: trade.role,
      amountFen: String(trade.amountFen),
      reached: trade.reached,
      closed: trade.closed,
      refundReported: trade.refundReported,
      refundedFen: String(trade.refundedFen),
    })),
  });
}

/** Reads what encodeFacts wrote; throws TypeError or SyntaxError on anything else, never guesses about money. */
export function decodeFacts(text: string): PaymentFacts {
  const document = readObject(JSON.parse(text));
  if (!Array.isArray(document.trades)) throw new TypeError("payment facts: trades is not a list");
  return {
    over: readFlag(document, "over"),
    shippingAsked: readFlag(document, "shippingAsked"),
    goodsReleased: readFlag(document, "goodsReleased"),
    finishTold: readFlag(document, "finishTold"),
    trades: document.trades.map((trade: unknown) => readTrade(readObject(trade))),
  };
}

type JsonObject = Record<string, unknown>;
const roles: readonly TradeRole[] = ["open", "payment", "surplus", "superseded"];

function readObject(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null) throw new TypeError("payment facts: not an object");
  return value as JsonObject;
}

function readFlag(object: JsonObject, name: string): boolean {
  const value = object[name];
  if (typeof value !== "boolean") throw new TypeError(`payment facts: ${name} is not a boolean`);
  return value;
}

function readFen(object: JsonObject, name: string): bigint {
  const value = object[name];
  if (typeof value !== "string" || !/^\d{1,18}$/.test(value)) throw new TypeError(`payment facts: ${name} is not fen`);
  return BigInt(value);
}

function readTrade(trade: JsonObject): Trade {
  const role = roles.find((known) => known === trade.role);
  const reached: MoneyReached | undefined = moneyOrder.find((known) => known === trade.reached);
  if (typeof trade.attemptId !== "string" || role === undefined || reached === undefined)
    throw new TypeError("payment facts: a trade is not readable");
  return {
    attemptId: trade.attemptId,
    role,
    amountFen: readFen(trade, "amountFen"),
    reached,
    closed: readFlag(trade, "closed"),
    refundReported: readFlag(trade, "refundReported"),
    refundedFen: readFen(trade, "refundedFen"),
  };
}
