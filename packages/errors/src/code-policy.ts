// What a program does about a code of Alipay: which of the sixteen it is, whether to try again, what it means for money.
import type { ErrorOwner, MoneyEffect, RetryPolicy, UnifiedCode } from "./unified-code.ts";

/** Where a code comes from: the partner protocol, the OpenAPI gateway, or what the buyer's app or cashier page shows. */
export type CodeNamespace = "mapi" | "openapi" | "client";

export const codeNamespaces: readonly CodeNamespace[] = ["mapi", "openapi", "client"];

export type CodePolicy = {
  readonly code: string;
  readonly namespace: CodeNamespace;
  readonly aliases: readonly string[];
  readonly unified: UnifiedCode;
  readonly retry: RetryPolicy;
  readonly money: MoneyEffect;
  readonly owner: ErrorOwner;
  readonly meaningZh: string;
  readonly meaningEn: string;
  readonly buyerZh: string;
  readonly buyerEn: string;
  /** Names of cause pages. */
  readonly causes: readonly string[];
  /** True where a source supports the order of `causes`. */
  readonly causesOrdered: boolean;
  /** True where the meaning was read from the name and no document of Alipay confirms it. */
  readonly inferred: boolean;
};
