// Which scope of a key a route of the site API needs. By rule and not route by route, so that a new route is never open by
// forgetting; /openapi.json says it, and api-description.test.ts lists, what the rule says of each.
import type { SiteScope } from "../use-cases/sites/site-key-settings.ts";

/** `route` is the pattern, for example `/v1/payments/:id/refunds`. */
export function routeScope(method: string, route: string): SiteScope {
  if (method === "GET" || method === "HEAD" || route.startsWith("/v1/diagnoses")) return "read";
  return /\/refunds?(?:\/|$)/.test(route) ? "refund" : "pay";
}
