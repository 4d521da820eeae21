// The owner's routes, below /admin: bearer token.
import type { FastifyInstance } from "fastify";
import { adminAccountRoutes } from "./admin-accounts.ts";
import { adminAuditRoutes } from "./admin-audit.ts";
import { authenticateAdmin, requireLoopback } from "./admin-auth.ts";
import { adminContractRoutes } from "./admin-contracts.ts";
import { adminDecisionRoutes } from "./admin-decisions.ts";
import { adminDeliveryRoutes } from "./admin-deliveries.ts";
import { adminIncidentRoutes } from "./admin-incidents.ts";
import { adminKeyRoutes } from "./admin-keys.ts";
import { adminLookAlikeRoutes } from "./admin-look-alike.ts";
import { adminNoticeRoutes } from "./admin-notices.ts";
import { adminPaymentRoutes } from "./admin-payments.ts";
import { adminRecoveryRoutes } from "./admin-recovery.ts";
import { adminSiteCheckRoutes } from "./admin-site-checks.ts";
import { adminSiteRoutes } from "./admin-sites.ts";
import { adminTokenRoutes } from "./admin-token-route.ts";
import { headerOf } from "./header-of.ts";
import { acceptJson } from "./json-scope.ts";
import type { ServerParts } from "./server-parts.ts";

export function adminScope(
  parts: ServerParts,
  options: { loopbackOnly: boolean },
): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    acceptJson(app, async (request) => {
      const header = (name: string): string | undefined => headerOf(request, name);
      if (options.loopbackOnly) requireLoopback({ header });
      authenticateAdmin({ header }, await parts.adminTokenSha256());
    });
    await app.register(adminAccountRoutes(parts));
    await app.register(adminContractRoutes(parts));
    await app.register(adminSiteRoutes(parts));
    await app.register(adminDeliveryRoutes(parts));
    await app.register(adminSiteCheckRoutes(parts));
    await app.register(adminKeyRoutes(parts));
    await app.register(adminAuditRoutes(parts));
    await app.register(adminTokenRoutes(parts));
    await app.register(adminLookAlikeRoutes(parts));
    await app.register(adminPaymentRoutes(parts));
    await app.register(adminIncidentRoutes(parts));
    await app.register(adminRecoveryRoutes(parts));
    await app.register(adminNoticeRoutes(parts));
    await app.register(adminDecisionRoutes(parts));
  };
}
