// Is the process alive, and can it do its work? For load balancers and for the owner; no secrets, no figures.
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { ServerParts } from "./server-parts.ts";

const check = Type.Object({
  name: Type.String(),
  ready: Type.Boolean(),
  blocks: Type.Boolean({ description: "Not ready here makes the whole not ready; otherwise somebody should look" }),
  zh: Type.String(),
  en: Type.String(),
});

export function healthRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get(
      "/healthz",
      {
        config: { rateLimit: false },
        schema: {
          operationId: "health",
          tags: ["operations"],
          summary: "The process answers",
          response: { 200: Type.Object({ status: Type.Literal("ok") }) },
        },
      },
      async () => ({ status: "ok" }),
    );

    app.get(
      "/readyz",
      {
        config: { rateLimit: false },
        schema: {
          operationId: "readiness",
          tags: ["operations"],
          summary: "What is ready and what is not",
          response: { "2xx": Type.Object({ ready: Type.Boolean(), checks: Type.Array(check) }) },
        },
      },
      async (_request, reply) => {
        const checks = await parts.gateway.checkReadiness();
        const ready = checks.every((one) => one.ready || !one.blocks);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
}
