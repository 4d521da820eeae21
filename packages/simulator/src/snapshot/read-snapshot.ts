// Reads the JSON document of a snapshot; what is wrong with it is said with its place.
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { Snapshot } from "./snapshot.ts";

const fen = Type.String({ pattern: "^-?[0-9]{1,18}$" });
const ms = Type.Number({ minimum: 0, maximum: 8.64e15 });
const text = Type.String({ maxLength: 10_000 });
const pairs = Type.Array(Type.Tuple([text, text]));
const one = <const T extends string[]>(...values: T) =>
  Type.Union(values.map((value: T[number]) => Type.Literal(value)));
const optional = Type.Optional;

const order = Type.Object({
  account: text,
  sellerId: text,
  service: text,
  product: one("direct", "escrow", "dual", "page", "wap", "qr"),
  kind: one("direct", "escrow", "dual"),
  outTradeNo: text,
  totalFen: fen,
  subject: text,
  body: text,
  charset: one("utf-8", "gbk", "gb2312"),
  signType: one("MD5", "RSA", "RSA2"),
  notifyUrl: optional(text),
  returnUrl: optional(text),
  lifeMs: ms,
  expiresAtMs: optional(ms),
  fields: pairs,
});

const notice = Type.Object({
  notifyId: text,
  status: text,
  state: one("pending", "acknowledged", "given_up", "withheld"),
  sender: optional(one("forger", "replayer")),
  attempts: Type.Array(Type.Union([ms, Type.Object({ atMs: ms, outcome: text, answer: optional(text) })])),
});

const trade = Type.Object({
  tradeNo: text,
  order,
  status: one(
    ...(["WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS"] as const),
    ...(["TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED", "TRADE_PENDING"] as const),
  ),
  branch: optional(one("instant", "escrow")),
  totalFen: fen,
  buyerId: optional(text),
  createdMs: ms,
  expiresMs: ms,
  paidMs: optional(ms),
  sentMs: optional(ms),
  closedMs: optional(ms),
  refundedMs: optional(ms),
  refundedFen: fen,
  refundStatus: optional(text),
  refunds: Type.Array(
    Type.Object({
      ...{ requestNo: text, amountFen: fen, reason: text, atMs: ms, moved: Type.Boolean() },
      movesAtMs: optional(ms),
    }),
  ),
  cashierToken: optional(text),
  shipment: optional(Type.Object({ logisticsName: text, invoiceNo: optional(text), transportType: text })),
  notices: Type.Array(notice),
});

const batch = Type.Object({
  ...{ batchNo: text, createdMs: ms, announceAtMs: optional(ms), token: optional(text) },
  target: Type.Object({
    ...{ account: text, sellerId: text, outTradeNo: text, notifyUrl: optional(text) },
    charset: one("utf-8", "gbk", "gb2312"),
    signType: one("MD5", "RSA", "RSA2"),
  }),
  items: Type.Array(Type.Object({ tradeNo: text, amountFen: fen, reason: text, result: optional(text) })),
  state: one("waiting", "done", "dropped", "lapsed"),
  notices: Type.Array(notice),
});

const plan = Type.Object({
  withheld: Type.Boolean(),
  copies: Type.Integer({ minimum: 0, maximum: 100 }),
  immediateRetries: Type.Integer({ minimum: 0, maximum: 10 }),
  delayMs: ms,
  change: Type.Record(Type.String(), Type.Union([text, Type.Null()])),
  sender: one("alipay", "forger", "replayer"),
  notifyId: optional(text),
  contentType: optional(text),
  charset: optional(one("utf-8", "gbk", "gb2312")),
  deserves: optional(one("success", "refusal", "either")),
});

const snapshot = Type.Object({
  format: Type.Literal("dedepay-simulator-snapshot"),
  version: Type.Literal(1),
  nowMs: ms,
  speed: Type.Number({ minimum: 0, maximum: 1_000_000 }),
  nextTrade: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  // Checked by readWorld when it is restored, and a rule by readRule.
  world: Type.Unknown(),
  balances: Type.Array(Type.Tuple([text, fen])),
  rules: Type.Array(Type.Object({ rule: Type.Unknown(), matched: Type.Integer({ minimum: 0 }) })),
  trades: Type.Array(trade),
  batches: Type.Array(batch),
  visits: Type.Array(
    Type.Object({
      token: text,
      tradeNo: optional(text),
      order: optional(order),
      quitUrl: optional(text),
      untilMs: optional(ms),
    }),
  ),
  unsent: Type.Array(
    Type.Object({
      ...{ tradeNo: optional(text), batchNo: optional(text), sellerId: optional(text) },
      ...{ notifyId: text, url: text, facts: pairs, plan },
      ...{ sends: Type.Integer({ minimum: 0 }), nextAtMs: ms },
    }),
  ),
});

/** What is wrong with a snapshot: every problem, with its place. */
export class SnapshotError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The snapshot is not usable: ${problems.join("; ")}`);
    this.name = "SnapshotError";
    this.problems = problems;
  }
}

/** The snapshot in parsed JSON; throws SnapshotError. */
export function readSnapshot(value: unknown): Snapshot {
  if (Value.Check(snapshot, value)) return value;
  const problems = Value.Errors(snapshot, value).map((error) => `${error.instancePath || "/"}: ${error.message}`);
  throw new SnapshotError([...new Set(problems)].slice(0, 20));
}
