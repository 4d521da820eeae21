// What sites are owed: how each is told, what is not through, and what a person may do about it.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { identifier, longText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const params = Type.Object({ id: Type.String() });

const siteDelivery = Type.Object(
  {
    adapter: identifier("How the site is told: webhook, or another way that this gateway was started with"),
    settings: Type.Optional(Type.Unknown({ description: "What that way asks for; never shown again" })),
  },
  { additionalProperties: false },
);

const listQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum(["pending", "leased", "done", "skipped", "parked", "dead"])),
    site: Type.Optional(identifier("Only this site's")),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

const resend = Type.Object({ even_if_refunded: Type.Optional(Type.Boolean()) }, { additionalProperties: false });

const settle = Type.Object(
  { as: Type.Enum(["delivered", "given_up"]), note: longText(1000, "What was looked at") },
  { additionalProperties: false },
);

const rotation = Type.Object(
  {
    overlap_hours: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 720, description: "How long the former secret signs as well" }),
    ),
  },
  { additionalProperties: false },
);

export function adminDeliveryRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  const { gateway } = parts;
  return async (app) => {
    app.get("/deliveries", { schema: { hide: true, querystring: listQuery } }, async (request) => {
      const { site, ...rest } = request.query;
      return gateway.listAllDeliveries({ ...rest, ...(site !== undefined && { siteId: site }) });
    });
    app.get("/delivery-queues", { schema: { hide: true } }, async () => ({ data: await gateway.listDeliveryQueues() }));
    app.get("/deliveries/:id", { schema: { hide: true, params } }, async (request) =>
      gateway.inspectDelivery(request.params.id),
    );
    app.post("/deliveries/:id/resend", { schema: { hide: true, params, body: resend } }, async (request) =>
      gateway.resendDelivery({
        deliveryId: request.params.id,
        evenIfRefunded: request.body.even_if_refunded === true,
        requestId: request.id,
      }),
    );
    app.post("/deliveries/:id/settle", { schema: { hide: true, params, body: settle } }, async (request) =>
      gateway.settleDelivery({ deliveryId: request.params.id, ...request.body, requestId: request.id }),
    );
    app.post("/sites/:id/delivery", { schema: { hide: true, params, body: siteDelivery } }, async (request) => {
      const { adapter, settings } = request.body;
      return gateway.setSiteDelivery({
        siteId: request.params.id,
        adapter,
        requestId: request.id,
        ...(settings !== undefined && { settings }),
      });
    });
    app.post("/sites/:id/webhook-secret", { schema: { hide: true, params, body: rotation } }, async (request) => {
      const overlapHours = request.body.overlap_hours;
      const made = await gateway.rotateWebhookSecret({
        siteId: request.params.id,
        requestId: request.id,
        ...(overlapHours !== undefined && { overlapHours }),
      });
      return { id: made.siteId, webhook_secret: made.webhookSecret, former_until: made.formerUntil };
    });
  };
}
