// The figures for a monitoring system. On the admin listener: to this machine without a token, to others with it.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isLoopback } from "../listen.ts";
import { authenticateAdmin, requireLoopback } from "./admin-auth.ts";
import { headerOf } from "./header-of.ts";
import type { ServerParts } from "./server-parts.ts";

export function metricsRoutes(
  parts: ServerParts,
  options: { loopbackOnly: boolean },
): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get("/metrics", { config: { rateLimit: false }, schema: { hide: true } }, async (request, reply) => {
      const header = (name: string): string | undefined => headerOf(request, name);
      if (options.loopbackOnly) requireLoopback({ header });
      else if (!isFromThisMachine(request)) authenticateAdmin({ header }, await parts.adminTokenSha256());
      const text = await parts.metrics.render(await parts.gateway.measureLedger());
      return reply.type(parts.metrics.contentType).send(text);
    });
  };
}

/** By the connection itself: a header can say anything. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return isLoopback(address) && headerOf(request, "X-Forwarded-For") === undefined;
}
