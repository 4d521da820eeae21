// A signed request as one complete URL, for a redirect or a server's GET.

import { encodePairs } from "./percent-encoding.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Complete GET URL; values are the percent-encoded bytes of the request's charset, the very bytes that were signed. */
export function requestUrl(request: SignedRequest): string {
  return withQuery(request.endpoint, encodePairs(request.fields, request.charset));
}

/** An endpoint with an encoded query appended to whatever query it has. */
export function withQuery(endpoint: string, query: string): string {
  const separator = !endpoint.includes("?") ? "?" : /[?&]$/u.test(endpoint) ? "" : "&";
  return endpoint + separator + query;
}
