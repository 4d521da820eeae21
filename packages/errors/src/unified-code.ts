// The sixteen numbers of our own errors. Every failure of the gateway, and every code of Alipay, is one of them.

/** 1001 system error … 1016 Alipay unavailable. */
export type UnifiedCode =
  | 1001
  | 1002
  | 1003
  | 1004
  | 1005
  | 1006
  | 1007
  | 1008
  | 1009
  | 1010
  | 1011
  | 1012
  | 1013
  | 1014
  | 1015
  | 1016;

/** When may the same thing be sent again? `same_request`: at once, unchanged. `after_fix`: after somebody changed something. `backoff`: later, unchanged. */
export type RetryPolicy = "never" | "same_request" | "after_fix" | "backoff";

/** Did money move? `unknown` is never "failed": it has to be queried. */
export type MoneyEffect = "none" | "unknown" | "moved";

/** Who can put it right. */
export type ErrorOwner = "merchant" | "buyer" | "alipay" | "network" | "site";

/** One of the sixteen, as people and programs see it. */
export type UnifiedError = {
  readonly code: UnifiedCode;
  readonly name: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** HTTP status when nothing more specific is known. */
  readonly status: number;
  readonly retry: RetryPolicy;
  readonly money: MoneyEffect;
  readonly owner: ErrorOwner;
  readonly buyerZh: string;
  readonly buyerEn: string;
  readonly fixZh: readonly string[];
  readonly fixEn: readonly string[];
};
