// Refunds of a payment: ask for one (full, partial, several), list them, get one.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";
import { refundFailure } from "../use-cases/refunds/refund-failure.ts";
import type { RequestRefundInput } from "../use-cases/refunds/request-refund.ts";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { pendingRefundExample, refundExample } from "./schemas/examples.ts";
import { paymentById, refundById } from "./schemas/path-fields.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { location, replayed } from "./schemas/reply-headers.ts";
import { fen, identifier, printableText } from "./schemas/text.ts";
import { sendOnce } from "./send-once.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

const newRefund = Type.Object(
  {
    amount_fen: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000_000_000,
        description: both("退款金额，单位分；不填退剩余全部", "Fen; all that is left when absent"),
      }),
    ),
    refund_no: Type.Optional(
      printableText(
        64,
        both("站点自己的退款号；用同一号重复申请是安全的", "The site's own number; asking again under it is safe"),
      ),
    ),
    reason: Type.Optional(printableText(100, both("退款原因，买家可见", "The buyer reads it"))),
    attempt_id: Type.Optional(
      identifier(
        both("要退的是另一次提交的款（例如重复付款）", "Another attempt than the one that pays: money that came twice"),
      ),
    ),
    with_password: Type.Optional(
      Type.Boolean({
        description: both(
          "由卖家操作员在支付宝输入支付密码（旧接口）；不填由网关决定",
          "An operator confirms it at Alipay (partner protocol); chosen by itself when absent",
        ),
      }),
    ),
  },
  { additionalProperties: false, examples: [{ amount_fen: 999, refund_no: "R-1", reason: "少发了一件" }] },
);

const refundList = Type.Object(
  {
    data: Type.Array(reference("Refund"), { description: both("经网关的退款", "Refunds made through the gateway") }),
    refunded_fen: fen("一共已退，单位分", "Refunded in all, fen"),
    external_fen: fen("其中在支付宝后台手工退的，单位分", "Of it, refunded by hand at Alipay as far as is known, fen"),
  },
  { description: both("一笔支付的退款", "Refunds of a payment") },
);
const refund = reference("Refund");

const requestRefundSchema = {
  operationId: "requestRefund",
  tags: ["refunds"],
  summary: both("退款（全部或部分，可多次）", "Refund a payment, in whole or in part"),
  description: both(
    "先预留金额再提交。202 表示结果未知、正在查询：在有结果之前不要换号重退。支付宝拒绝时返回 1010，金额释放。",
    "The amount is reserved before it is sent. 202: the outcome is unknown and being queried; don't ask under another number meanwhile. 1010 where Alipay refuses: nothing went back, and the amount is free again.",
  ),
  params: paymentById,
  body: newRefund,
  response: {
    200: answer({
      zh: "这一退款号已有的退款，现在的状态",
      en: "The refund that this number has already, as it stands now",
      schema: refund,
      example: refundExample,
      headers: { ...location, ...replayed },
    }),
    201: answer({
      zh: "已退款，或等待操作员（见 state）",
      en: "Refunded, or waiting for the operator; see state",
      schema: refund,
      example: refundExample,
      headers: location,
    }),
    202: answer({
      zh: "结果未知，正在查询",
      en: "The outcome is not known yet and is being queried",
      schema: refund,
      example: pendingRefundExample,
      headers: location,
    }),
    ...problems({ body: true, alipay: true }),
  },
};

const listRefundsSchema = {
  operationId: "listRefunds",
  tags: ["refunds"],
  summary: both("一笔支付的退款", "Refunds of a payment"),
  description: both("也有在支付宝后台手工退款的总额。", "With the sum of those made by hand at Alipay."),
  params: paymentById,
  response: {
    200: answer({
      zh: "退款",
      en: "The refunds",
      schema: refundList,
      example: { data: [refundExample], refunded_fen: 999, external_fen: 0 },
    }),
    ...problems({ codes: [1009] }),
  },
};

const getRefundSchema = {
  operationId: "getRefund",
  tags: ["refunds"],
  summary: both("读取一笔退款", "Get one refund"),
  description: both("用它的编号或站点自己的退款号。", "By its id or by the site's own number."),
  params: refundById,
  response: {
    200: answer({ zh: "退款", en: "The refund", schema: refund, example: refundExample }),
    ...problems({ codes: [1009] }),
  },
};

export function refundRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/payments/:id/refunds", { schema: requestRefundSchema }, async (request, reply) => {
      refuseUnpairedSurrogates(request.body);
      const paymentId = request.params.id;
      const once = { request, reply, operation: "refund", paymentId } as const;
      const body = await sendOnce(parts, once, async () => {
        const { refund, created, pending } = await parts.gateway.requestRefund(refundOf(request, request.body));
        // Asked again about one that failed: the same refusal as the first time.
        if (refund.state === "failed") throw refundFailure(refund);
        const status = pending ? 202 : created ? 201 : 200;
        return { status, body: refund, isFinal: refund.state === "succeeded" };
      });
      reply.header("location", `/v1/payments/${paymentId}/refunds/${(body as RefundDocument).id}`);
      return body;
    });
    app.get("/payments/:id/refunds", { schema: listRefundsSchema }, async (request) =>
      parts.gateway.listRefunds({ siteId: siteOf(request).siteId, paymentId: request.params.id }),
    );
    app.get("/payments/:id/refunds/:refund", { schema: getRefundSchema }, async (request) => {
      const { id, refund } = request.params;
      return parts.gateway.getRefund({ siteId: siteOf(request).siteId, paymentId: id, refundId: refund });
    });
  };
}

function refundOf(request: FastifyRequest, body: Static<typeof newRefund>): RequestRefundInput {
  const { amount_fen, refund_no, reason, attempt_id, with_password } = body;
  const refundNo = refund_no ?? idempotencyKeyOf(headerOf(request, "Idempotency-Key"));
  const site = siteOf(request);
  return {
    siteId: site.siteId,
    paymentId: (request.params as { id: string }).id,
    actor: `key:${site.keyId}`,
    requestId: request.id,
    ...(amount_fen !== undefined && { amountFen: BigInt(amount_fen) }),
    ...(refundNo !== undefined && { refundNo }),
    ...(reason !== undefined && { reason }),
    ...(attempt_id !== undefined && { attemptId: attempt_id }),
    ...(with_password !== undefined && { withPassword: with_password }),
  };
}
