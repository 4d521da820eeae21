// How sites are told of their payments.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { identifier } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const siteDelivery = Type.Object(
  {
    adapter: identifier("How the site is told: webhook, or another way that this gateway was started with"),
    settings: Type.Optional(Type.Unknown({ description: "What that way asks for; never shown again" })),
  },
  { additionalProperties: false },
);

export function adminDeliveryRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/sites/:id/delivery",
      { schema: { hide: true, params: Type.Object({ id: Type.String() }), body: siteDelivery } },
      async (request) => {
        const { adapter, settings } = request.body;
        return parts.gateway.setSiteDelivery({
          siteId: request.params.id,
          adapter,
          requestId: request.id,
          ...(settings !== undefined && { settings }),
        });
      },
    );
  };
}
