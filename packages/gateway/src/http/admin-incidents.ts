// What went wrong and waits for the owner.
import type { FastifyInstance } from "fastify";
import type { ServerParts } from "./server-parts.ts";

export function adminIncidentRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get("/incidents", { schema: { hide: true } }, async () => ({ data: await parts.gateway.listIncidents() }));
  };
}
