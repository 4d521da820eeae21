// Refunds of a payment: ask for one (full, partial, several), list them, get one.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { failures } from "./schemas/problem-document.ts";
import { refundDocument } from "./schemas/refund-document.ts";
import { identifier, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

const newRefund = Type.Object(
  {
    amount_fen: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000_000_000, description: "Fen; all that is left when absent" }),
    ),
    refund_no: Type.Optional(printableText(64, "The site's own number; asking again under it is safe")),
    reason: Type.Optional(printableText(100, "The buyer reads it")),
    attempt_id: Type.Optional(identifier("Another attempt than the one that pays: money that came twice")),
    with_password: Type.Optional(
      Type.Boolean({
        description: "An operator confirms it at Alipay (partner protocol); chosen by itself when absent",
      }),
    ),
  },
  { additionalProperties: false },
);

const refundList = Type.Object({
  data: Type.Array(refundDocument),
  refunded_fen: Type.Integer(),
  external_fen: Type.Integer({ description: "Of it, refunded by hand at Alipay as far as is known" }),
});

export function refundRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/payments/:id/refunds",
      {
        schema: {
          operationId: "requestRefund",
          tags: ["refunds"],
          summary: "Refund a payment, in whole or in part",
          params: Type.Object({ id: Type.String() }),
          body: newRefund,
          response: { 200: refundDocument, 201: refundDocument, 202: refundDocument, ...failures },
        },
      },
      async (request, reply) => {
        refuseUnpairedSurrogates(request.body);
        const { amount_fen, refund_no, reason, attempt_id, with_password } = request.body;
        const refundNo = refund_no ?? idempotencyKeyOf(headerOf(request, "Idempotency-Key"));
        const site = siteOf(request);
        const result = await parts.gateway.requestRefund({
          siteId: site.siteId,
          paymentId: request.params.id,
          actor: `key:${site.keyId}`,
          requestId: request.id,
          ...(amount_fen !== undefined && { amountFen: BigInt(amount_fen) }),
          ...(refundNo !== undefined && { refundNo }),
          ...(reason !== undefined && { reason }),
          ...(attempt_id !== undefined && { attemptId: attempt_id }),
          ...(with_password !== undefined && { withPassword: with_password }),
        });
        reply.code(result.pending ? 202 : result.created ? 201 : 200);
        reply.header("location", `/v1/payments/${request.params.id}/refunds/${result.refund.id}`);
        return result.refund;
      },
    );
    app.get(
      "/payments/:id/refunds",
      {
        schema: {
          operationId: "listRefunds",
          tags: ["refunds"],
          summary: "Refunds of a payment, and the sum of those made by hand at Alipay",
          params: Type.Object({ id: Type.String() }),
          response: { 200: refundList, ...failures },
        },
      },
      async (request) => parts.gateway.listRefunds({ siteId: siteOf(request).siteId, paymentId: request.params.id }),
    );
    app.get(
      "/payments/:id/refunds/:refund",
      {
        schema: {
          operationId: "getRefund",
          tags: ["refunds"],
          summary: "One refund, by its id or the site's number",
          params: Type.Object({ id: Type.String(), refund: Type.String() }),
          response: { 200: refundDocument, ...failures },
        },
      },
      async (request) => {
        const { id, refund } = request.params;
        return parts.gateway.getRefund({ siteId: siteOf(request).siteId, paymentId: id, refundId: refund });
      },
    );
  };
}
