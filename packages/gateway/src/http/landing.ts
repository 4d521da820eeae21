// GET /: says to whoever opens the bare address what answers here, and where to read on. No figures, no versions, no secrets.
import type { FastifyInstance } from "fastify";
import { pageHeaders } from "./page-headers.ts";
import { landingPage } from "./pages/landing-page.ts";
import type { ServerParts } from "./server-parts.ts";

export function landingRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get("/", { schema: { hide: true } }, async (_request, reply) => {
      const { nonce, headers } = pageHeaders(parts.randomness, { testEnvironment: false });
      return reply.headers(headers).send(landingPage(nonce));
    });
  };
}
