// What a site is owed, for a site that fetches it instead of being called; and what came of it.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { failures } from "./schemas/problem-document.ts";
import { printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const query = Type.Object(
  {
    order_no: Type.Optional(printableText(64, "Only of this order")),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  { additionalProperties: false },
);

const owed = Type.Object({
  data: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    description: "Each as its webhook would carry it; acknowledge it by its `id`",
  }),
  awaiting_shipment: Type.Array(Type.Object({ payment_id: Type.String(), order_no: Type.String() }), {
    description:
      "Paid into escrow, physical: tell Alipay with POST /v1/payments/:id/shipment once they are on their way",
  }),
});

const answer = Type.Object(
  {
    status: Type.Integer({ minimum: 200, maximum: 599, description: "What the webhook would have answered" }),
    outcome: Type.Optional(
      Type.String({
        pattern: "^[a-z][a-z0-9_]{0,59}$",
        description: "One word; with 409 or 422 it says why a person has to look",
      }),
    ),
  },
  { additionalProperties: false },
);

export function deliveryRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ["deliveries"];
    app.get(
      "/deliveries",
      {
        schema: {
          operationId: "listDeliveries",
          tags,
          summary: "What the site is owed and has not acknowledged",
          querystring: query,
          response: { 200: owed, ...failures },
        },
      },
      async (request) => {
        const { order_no, limit } = request.query;
        return parts.gateway.listDeliveries({
          siteId: siteOf(request).siteId,
          ...(order_no !== undefined && { orderNo: order_no }),
          ...(limit !== undefined && { limit }),
        });
      },
    );
    app.post(
      "/deliveries/:id/acknowledge",
      {
        schema: {
          operationId: "acknowledgeDelivery",
          tags,
          summary: "Say what came of a fetched delivery",
          params: Type.Object({ id: Type.String() }),
          body: answer,
          response: {
            200: Type.Object({ id: Type.String(), status: Type.Enum(["done", "pending", "parked"]) }),
            ...failures,
          },
        },
      },
      async (request) => {
        const { status, outcome } = request.body;
        return parts.gateway.acknowledgeDelivery({
          siteId: siteOf(request).siteId,
          deliveryId: request.params.id,
          httpStatus: status,
          requestId: request.id,
          ...(outcome !== undefined && { outcome }),
        });
      },
    );
  };
}
