// What a person decides where evidence does not come: refunds and payments of unknown outcome, money that buys nothing.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { identifier, longText, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const params = Type.Object({ id: Type.String() });
const closed = { additionalProperties: false };
const evidence = Type.String({
  ...longText(1000, "What it was read from: the record's number in Alipay's console, a date"),
  minLength: 1,
});

const refundList = Type.Object(
  {
    state: Type.Enum(["requested", "awaiting_operator", "submitted", "unknown", "failed", "succeeded"]),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
);

const verdict = Type.Object({ as: Type.Enum(["succeeded", "failed"]), evidence }, closed);

const surplus = Type.Object(
  {
    attempt_id: Type.Optional(identifier("Which one, where there are several")),
    reason: Type.Optional(printableText(100, "The buyer reads it")),
  },
  closed,
);

export function adminDecisionRoutes({ gateway }: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/refunds", { schema: { hide: true, querystring: refundList } }, async (request) =>
      gateway.listOpenRefunds(request.query),
    );
    app.post("/refunds/:id/settle", { schema: { hide: true, params, body: verdict } }, async (request) =>
      gateway.settleRefund({ refundId: request.params.id, ...request.body, requestId: request.id }),
    );
    app.post(
      "/payments/:id/refund-surplus",
      { schema: { hide: true, params, body: surplus } },
      async (request, reply) => {
        const { attempt_id, reason } = request.body;
        const result = await gateway.refundSurplus({
          paymentId: request.params.id,
          requestId: request.id,
          ...(attempt_id !== undefined && { attemptId: attempt_id }),
          ...(reason !== undefined && { reason }),
        });
        reply.code(result.pending ? 202 : result.created ? 201 : 200);
        return result.refund;
      },
    );
    app.post(
      "/payments/:id/give-up",
      { schema: { hide: true, params, body: Type.Object({ evidence }, closed) } },
      async (request) =>
        gateway.endUnknownPayment({
          paymentId: request.params.id,
          evidence: request.body.evidence,
          requestId: request.id,
        }),
    );
  };
}
