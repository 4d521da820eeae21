// Browsers ask before they send the key to another origin (CORS), and read no answer that is not meant for them. An origin is
// answered only where some key in use lists it; whether this key does is settled with the request itself.
import type { FastifyInstance } from "fastify";
import { headerOf } from "./header-of.ts";
import type { ServerParts } from "./server-parts.ts";

const allowedHeaders = [
  ...["Dedepay-Key", "Dedepay-Timestamp", "Dedepay-Signature", "Content-Type"],
  ...["Idempotency-Key", "Accept-Language"],
].join(", ");

/** For the scope of the site API: marks answers, and answers the browser's question before it. */
export function allowBrowserCalls(app: FastifyInstance, parts: ServerParts): void {
  app.addHook("onRequest", async (request, reply) => {
    const origin = headerOf(request, "Origin");
    if (origin === undefined || !(await parts.gateway.allowsOrigin(origin))) return;
    reply.headers({
      "access-control-allow-origin": origin,
      "access-control-expose-headers": "Dedepay-Request-Id, Retry-After, Location, Idempotent-Replayed",
      vary: "Origin",
    });
  });
}

/** Outside of the authenticated scope, because the question carries no key. */
export function preflightRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    allowBrowserCalls(app, parts);
    app.options("/*", { schema: { hide: true } }, async (_request, reply) => {
      if (reply.getHeader("access-control-allow-origin") !== undefined) {
        reply.headers({
          "access-control-allow-methods": "GET, POST",
          "access-control-allow-headers": allowedHeaders,
          "access-control-max-age": "600",
        });
      }
      return reply.code(204).send();
    });
  };
}
