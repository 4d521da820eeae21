// The server that sites, buyers and Alipay talk to; the admin routes join it only on a machine nobody else reaches.
import { fastifyRateLimit } from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { adminScope } from "./admin-scope.ts";
import { describeApi } from "./api-description.ts";
import { createBaseServer } from "./base-server.ts";
import { preflightRoutes } from "./browser-calls.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { healthRoutes } from "./health.ts";
import { landingRoutes } from "./landing.ts";
import { lookAlikeRoutes } from "./look-alike.ts";
import { metricsRoutes } from "./metrics.ts";
import { notifyRoutes } from "./notify.ts";
import { payRoutes } from "./pay.ts";
import { limitFailure } from "./rate-limits.ts";
import { refundPageRoutes } from "./refund-page.ts";
import { returnRoutes } from "./return.ts";
import { defaultRateLimits, type ServerParts } from "./server-parts.ts";
import { siteScope } from "./site-scope.ts";

export type PublicServerOptions = ServerParts & { withAdmin: boolean };

/** All public routes, ready to listen. */
export async function createPublicServer(options: PublicServerOptions): Promise<FastifyInstance> {
  const app = createBaseServer(options);
  await app.register(fastifyRateLimit, {
    max: (options.rateLimits ?? defaultRateLimits).perAddress,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) => limitFailure("address", context),
  });
  await describeApi(app, options);
  await app.register(healthRoutes(options));
  await app.register(catalogueRoutes(options));
  await app.register(landingRoutes(options));
  await app.register(notifyRoutes(options));
  await app.register(lookAlikeRoutes(options));
  await app.register(payRoutes(options));
  await app.register(returnRoutes(options));
  await app.register(refundPageRoutes(options));
  await app.register(siteScope(options), { prefix: "/v1" });
  await app.register(preflightRoutes(options), { prefix: "/v1" });
  if (options.withAdmin) {
    await app.register(adminScope(options, { loopbackOnly: true }), { prefix: "/admin" });
    await app.register(metricsRoutes(options, { loopbackOnly: true }));
  }
  await app.ready();
  return app;
}

/** The admin routes on a listener of their own. */
export async function createAdminServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = createBaseServer(parts);
  await app.register(healthRoutes(parts));
  await app.register(metricsRoutes(parts, { loopbackOnly: false }));
  await app.register(adminScope(parts, { loopbackOnly: false }), { prefix: "/admin" });
  await app.ready();
  return app;
}
