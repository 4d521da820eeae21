// One entrance for building a signed request of either protocol; the account says which it is.

import { buildMapiRequest } from "../mapi/build-mapi-request.ts";
import type { MapiAccount } from "../mapi/mapi-account.ts";
import type { MapiParameters, MapiServiceName } from "../mapi/mapi-services.ts";
import type { RequestOptions } from "./request-options.ts";
import type { SignedRequest } from "./signed-request.ts";

/** A signed request; AlipayError `invalid_argument` with every violation at once, or `unmappable_text` with positions. */
export function buildRequest<Name extends MapiServiceName>(
  account: MapiAccount,
  service: Name,
  parameters: MapiParameters<Name>,
  options: RequestOptions,
): SignedRequest {
  return buildMapiRequest(account, { service, parameters, options });
}
