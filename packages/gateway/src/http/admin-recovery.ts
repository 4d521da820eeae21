// A restored ledger: how far its recovery is, and its end.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { ServerParts } from "./server-parts.ts";

const ending = Type.Object({ accept_unclear: Type.Optional(Type.Boolean()) }, { additionalProperties: false });

export function adminRecoveryRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/recovery", { schema: { hide: true } }, async () => parts.gateway.describeRecovery());
    app.post("/recovery/end", { schema: { hide: true, body: ending } }, async (request) =>
      parts.gateway.endRecovery({
        acceptUnclear: request.body.accept_unclear === true,
        actor: "admin",
        requestId: request.id,
      }),
    );
  };
}
