// Everything about one payment, for the owner: events, postings, deliveries, notifications.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { ServerParts } from "./server-parts.ts";

export function adminPaymentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/payments/:id", { schema: { hide: true, params: Type.Object({ id: Type.String() }) } }, async (request) =>
      parts.gateway.inspectPayment(request.params.id),
    );
  };
}
