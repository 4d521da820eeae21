// The sixteen conditions, each provoked over HTTP the way it happens in life: nothing in the gateway is replaced or told to fail.
import type { HttpResponse } from "../platform/http-exchange.ts";
import { type Language, type PaymentDocument, requestsPerMinute, type Stage } from "./stage.ts";

export type Condition = {
  code: number;
  name: string;
  status: number;
  /** What is done. */
  said: string;
  /** Members of the problem document which this condition must name. */
  names?: readonly string[];
  provoke(stage: Stage, language: Language): Promise<HttpResponse>;
};

const create = (stage: Stage, body: unknown, language: Language): Promise<HttpResponse> =>
  stage.site({ method: "POST", target: "/v1/payments", body }, language);

function content(stage: Stage, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { order_no: stage.newOrderNo(), amount_fen: 1999, subject: "青瓷茶杯", goods: "physical", ...changes };
}

const sync = (stage: Stage, payment: PaymentDocument, language: Language): Promise<HttpResponse> =>
  stage.site({ method: "POST", target: `/v1/payments/${payment.id}/sync` }, language);

/** Alipay answers the gateway's question about one order with something else than an answer. */
async function asked(stage: Stage, effect: unknown, language: Language): Promise<HttpResponse> {
  const payment = await stage.order();
  const match = { service: "alipay.trade.query", out_trade_no: payment.attempts[0]?.out_trade_no };
  await stage.rule({ match, effect });
  await stage.open(payment);
  return sync(stage, payment, language);
}

/** In the order of the numbers, but for 1001, which leaves no gateway to go on with. */
export const conditions: readonly Condition[] = [
  {
    code: 1002,
    name: "INVALID_PARAMETER",
    status: 400,
    said: "an order whose goods are neither physical nor virtual",
    names: ["param", "violations"],
    provoke: (stage, language) => create(stage, content(stage, { goods: "food" }), language),
  },
  {
    code: 1003,
    name: "SIGNATURE_INVALID",
    status: 401,
    said: "a request signed with another secret",
    provoke: (stage, language) =>
      stage.site({ target: "/v1/payments", key: { id: stage.otherKey.id, secret: "another secret" } }, language),
  },
  {
    code: 1004,
    name: "UNAUTHORIZED",
    status: 403,
    said: "a request with a key that does not exist",
    names: ["param"],
    provoke: (stage, language) =>
      stage.site({ target: "/v1/payments", key: { id: "key_nobody", secret: "a secret" } }, language),
  },
  {
    code: 1005,
    name: "REQUEST_EXPIRED",
    status: 401,
    said: "a request signed 400 seconds ago",
    names: ["param", "difference_s"],
    provoke: (stage, language) => stage.site({ target: "/v1/payments", ageSeconds: 400 }, language),
  },
  {
    code: 1006,
    name: "UNSUPPORTED_REQUEST",
    status: 405,
    said: "an escrow order on an OpenAPI account, which has no such product",
    names: ["param", "allowed"],
    provoke: (stage, language) => create(stage, content(stage, { product: "escrow" }), language),
  },
  {
    code: 1007,
    name: "MALFORMED_CONTENT",
    status: 400,
    said: "a body that stops in the middle of its JSON",
    provoke: (stage, language) => create(stage, '{"order_no":"C-broken","amount_fen":', language),
  },
  {
    code: 1008,
    name: "RATE_LIMITED",
    status: 429,
    said: "one request more in a minute than a key may make",
    names: ["limit"],
    async provoke(stage, language) {
      const call = { target: "/v1/payments?limit=1", key: stage.otherKey };
      for (let sent = 0; sent < requestsPerMinute; sent += 1) {
        const reply = await stage.site(call, language);
        if (reply.status === 429) return reply;
      }
      return stage.site(call, language);
    },
  },
  {
    code: 1009,
    name: "NOT_FOUND",
    status: 404,
    said: "a payment that does not exist",
    provoke: (stage, language) => stage.site({ target: "/v1/payments/pay_nothing" }, language),
  },
  {
    code: 1010,
    name: "BUSINESS_ERROR",
    status: 422,
    said: "a refund which Alipay refuses for want of money in the seller's account",
    names: ["alipay", "refund_id"],
    async provoke(stage, language) {
      const payment = await stage.order();
      await stage.pay(payment);
      const match = { service: "alipay.trade.refund", out_trade_no: payment.attempts[0]?.out_trade_no };
      await stage.rule({ match, effect: { kind: "code", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH" } });
      const target = `/v1/payments/${payment.id}/refunds`;
      return stage.site({ method: "POST", target, body: { refund_no: "R-1" } }, language);
    },
  },
  {
    code: 1011,
    name: "INVALID_AMOUNT",
    status: 422,
    said: "a refund of one fen more than was paid",
    names: ["param", "allowed"],
    async provoke(stage, language) {
      const payment = await stage.order();
      await stage.pay(payment);
      const target = `/v1/payments/${payment.id}/refunds`;
      return stage.site({ method: "POST", target, body: { amount_fen: 2000 } }, language);
    },
  },
  {
    code: 1012,
    name: "MISSING_PARAMETER",
    status: 400,
    said: "an order without number and subject",
    names: ["param", "missing"],
    provoke: (stage, language) => create(stage, { amount_fen: 1999, goods: "physical" }, language),
  },
  {
    code: 1013,
    name: "DUPLICATE_REQUEST",
    status: 409,
    said: "an order number that was used, with another amount",
    names: ["param", "existing_id", "differing_fields"],
    async provoke(stage, language) {
      const payment = await stage.order();
      return create(stage, content(stage, { order_no: payment.order_no, amount_fen: 2000, product: "page" }), language);
    },
  },
  {
    code: 1014,
    name: "TIMEOUT",
    status: 504,
    said: "a question which Alipay answers after ten seconds, too late",
    names: ["next_query_at"],
    provoke: (stage, language) => asked(stage, { kind: "delay", ms: 10_000 }, language),
  },
  {
    code: 1015,
    name: "NETWORK_ERROR",
    status: 502,
    said: "a question to an Alipay where nobody listens",
    names: ["next_query_at", "hop", "reason"],
    async provoke(stage, language) {
      const payment = await stage.order({ account: "unreachable" });
      await stage.open(payment);
      return sync(stage, payment, language);
    },
  },
  {
    code: 1016,
    name: "ALIPAY_UNAVAILABLE",
    status: 503,
    said: "a question which Alipay answers with a system error of its own",
    names: ["alipay", "next_query_at"],
    provoke: (stage, language) => asked(stage, { kind: "code", code: "aop.unknow-error", number: "20000" }, language),
  },
  {
    code: 1001,
    name: "SYSTEM_ERROR",
    status: 500,
    said: "a request while the gateway's database is down",
    async provoke(stage, language) {
      await stage.stopStore();
      return stage.site({ target: "/v1/payments" }, language);
    },
  },
];
