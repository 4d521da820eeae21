// Every Alipay error code, its causes and what to do about them.
export { type CodeNamespace, type CodePolicy, codeNamespaces } from "./code-policy.ts";
export { type BilingualText, DedepayError, type DedepayErrorOptions } from "./dedepay-error.ts";
export { findCode, findCodes, policyOf } from "./find-code.ts";
export type { ErrorOwner, MoneyEffect, RetryPolicy, UnifiedCode, UnifiedError } from "./unified-code.ts";
export { isUnifiedCode, unifiedErrors } from "./unified-errors.ts";
