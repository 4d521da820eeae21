// The API of sites, below /v1: signed requests, a limit per key.
import { fastifyRateLimit } from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { allowBrowserCalls } from "./browser-calls.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { diagnosisRoutes } from "./diagnoses.ts";
import { headerOf } from "./header-of.ts";
import { acceptJson } from "./json-scope.ts";
import { legacyRoutes } from "./legacy.ts";
import { paymentActionRoutes } from "./payment-actions.ts";
import { paymentListRoutes } from "./payment-lists.ts";
import { paymentRoutes } from "./payments.ts";
import { limitFailure } from "./rate-limits.ts";
import { refundRoutes } from "./refunds.ts";
import { splitUrl } from "./request-path.ts";
import { routeScope } from "./route-scope.ts";
import { defaultRateLimits, type ServerParts } from "./server-parts.ts";
import { shipmentRoutes } from "./shipments.ts";
import { authenticateSite } from "./site-auth.ts";
import { siteDecorator, siteOf } from "./site-of.ts";
import { assertPermitted } from "./site-permission.ts";

export function siteScope(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.decorateRequest(siteDecorator, null);
    allowBrowserCalls(app, parts);
    acceptJson(app, async (request, body) => {
      const key = await authenticateSite(
        { method: request.method, ...splitUrl(request.raw.url ?? ""), body, header: (name) => headerOf(request, name) },
        (keyId) => parts.gateway.findSiteByKey(keyId),
        parts.clock.nowMs(),
      );
      const scope = routeScope(request.method, request.routeOptions.url ?? "");
      assertPermitted(key, { scope, address: request.ip, origin: headerOf(request, "Origin") });
      request.setDecorator(siteDecorator, key);
    });
    // After authentication: nobody may use up the limit of a key which is not theirs.
    await app.register(fastifyRateLimit, {
      hook: "preHandler",
      max: (parts.rateLimits ?? defaultRateLimits).perKey,
      timeWindow: 60_000,
      keyGenerator: (request) => siteOf(request).keyId,
      errorResponseBuilder: (_request, context) => limitFailure("key", context),
    });
    await app.register(paymentRoutes(parts));
    await app.register(paymentListRoutes(parts));
    await app.register(paymentActionRoutes(parts));
    await app.register(shipmentRoutes(parts));
    await app.register(diagnosisRoutes(parts));
    await app.register(refundRoutes(parts));
    await app.register(deliveryRoutes(parts));
    await app.register(legacyRoutes(parts));
  };
}
