// The account kinds that this package knows; `protocol` tells them apart.

import type { MapiAccount } from "./mapi/mapi-account.ts";
import type { OpenapiAccount } from "./openapi/openapi-account.ts";

export type AlipayAccount = MapiAccount | OpenapiAccount;
