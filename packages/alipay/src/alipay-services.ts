// The types of both registries together: which services an account has, what they take and what they answer.

import type { AlipayAccount } from "./alipay-account.ts";
import type { MapiAccount } from "./mapi/mapi-account.ts";
import type { MapiParameters, MapiServiceName } from "./mapi/mapi-services.ts";
import type { OpenapiAccount } from "./openapi/openapi-account.ts";
import type { OpenapiParameters, OpenapiServiceName } from "./openapi/openapi-services.ts";

/** Names of the services of an account's protocol; of both where the type of the account is open. */
export type ServiceNameOf<Account extends AlipayAccount> =
  | (Account extends MapiAccount ? MapiServiceName : never)
  | (Account extends OpenapiAccount ? OpenapiServiceName : never);

/** Parameters of a service of either protocol. */
export type ParametersOf<Name extends MapiServiceName | OpenapiServiceName> = Name extends OpenapiServiceName
  ? OpenapiParameters<Name>
  : Name extends MapiServiceName
    ? MapiParameters<Name>
    : never;
