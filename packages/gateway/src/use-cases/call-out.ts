// The one way to call an address on somebody's word: a site's webhook, an owner's chat robot, the notify_url of an old shop,
// the probe of one. Only registered origins; the rest of the rule (public addresses judged at connect time, no redirects,
// small answers) is in the transport. What comes back is judged by the caller.
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpRequest, HttpResponse } from "../platform/platform.ts";
import type { Context } from "./context.ts";
import { httpOrigin } from "./sites/http-origin.ts";

export type OutgoingCall = HttpRequest & {
  /** Those that the owner entered for whoever is called, `https://shop.example`. */
  registeredOrigins: readonly string[];
};

/** Rejects with HttpFailure; `refused` where we did not call at all. */
export async function callOut(context: Pick<Context, "platform">, call: OutgoingCall): Promise<HttpResponse> {
  const { registeredOrigins, ...request } = call;
  const origin = httpOrigin(request.url);
  if (origin === undefined || !registeredOrigins.includes(origin))
    throw new HttpFailure("refused", { code: "ORIGIN_NOT_REGISTERED", timeoutMs: 0 });
  return context.platform.egress(request);
}
