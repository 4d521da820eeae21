// The sixteen errors of our own API. Their texts live in codes/unified/*.md; this file only gives them their public type.
import { unifiedTable } from "./generated/unified-table.ts";
import type { UnifiedCode, UnifiedError } from "./unified-code.ts";

/** All sixteen by number. Source: the second table of the article the product answers. */
export const unifiedErrors: Readonly<Record<UnifiedCode, UnifiedError>> = unifiedTable;

/** True when `value` is one of 1001 … 1016. */
export function isUnifiedCode(value: unknown): value is UnifiedCode {
  return typeof value === "number" && Object.hasOwn(unifiedErrors, value);
}
