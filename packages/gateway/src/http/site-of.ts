// Carries the authenticated key of a site from the authentication to the route.
import type { FastifyRequest } from "fastify";
import type { SiteKey } from "../use-cases/sites/find-site-by-key.ts";

export const siteDecorator = "site";

/** The key that signed the request; only for routes of the site scope. */
export function siteOf(request: FastifyRequest): SiteKey {
  return request.getDecorator<SiteKey>(siteDecorator);
}
