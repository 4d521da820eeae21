// How a DedeCMS site is: ask it now, choose whether it is asked regularly, read its last answer.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { ServerParts } from "./server-parts.ts";

const choice = Type.Object(
  { regular: Type.Optional(Type.Boolean({ description: "From now on regularly, or not any more" })) },
  { additionalProperties: false },
);

export function adminSiteCheckRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const params = Type.Object({ id: Type.String() });
    app.post("/sites/:id/check", { schema: { hide: true, params, body: choice } }, async (request) => {
      const { regular } = request.body;
      return parts.gateway.checkSite({
        siteId: request.params.id,
        requestId: request.id,
        ...(regular !== undefined && { regular }),
      });
    });
    app.get("/sites/:id/check", { schema: { hide: true, params } }, async (request) =>
      parts.gateway.getSiteCheck(request.params.id),
    );
  };
}
