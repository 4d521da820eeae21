// One entrance for building a signed request of either protocol; the account says which it is.

import type { AlipayAccount } from "../alipay-account.ts";
import type { ParametersOf, ServiceNameOf } from "../alipay-services.ts";
import { buildMapiRequest } from "../mapi/build-mapi-request.ts";
import type { MapiParameters, MapiServiceName } from "../mapi/mapi-services.ts";
import { buildOpenapiRequest, type OpenapiRequestOptions } from "../openapi/build-openapi-request.ts";
import { findOpenapiService } from "../openapi/openapi-services.ts";
import type { RequestOptions } from "./request-options.ts";
import type { SignedRequest } from "./signed-request.ts";

/** What a request of this account's protocol takes besides parameters. */
export type RequestOptionsOf<Account extends AlipayAccount> = Account extends { readonly protocol: "openapi" }
  ? OpenapiRequestOptions
  : RequestOptions;

/** A signed request; AlipayError `invalid_argument` with every violation at once, or `unmappable_text` with positions. */
export function buildRequest<Account extends AlipayAccount, Name extends ServiceNameOf<Account>>(
  account: Account,
  service: Name,
  parameters: ParametersOf<Name>,
  options: RequestOptionsOf<Account>,
): SignedRequest {
  if (account.protocol === "openapi") {
    return buildOpenapiRequest(account, { service: findOpenapiService(service), parameters }, options);
  }
  // The signature of this function ties the name to the account's protocol; a name of the other one is refused there.
  const call = { service, parameters, options } as unknown as {
    service: MapiServiceName;
    parameters: MapiParameters<MapiServiceName>;
    options: RequestOptions;
  };
  return buildMapiRequest(account, call);
}
