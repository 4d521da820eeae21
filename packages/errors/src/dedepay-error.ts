// The one error class of the gateway's own failures: a unified number with what a person needs to put it right.
// It must not know HTTP or any framework; the gateway turns it into application/problem+json.
import type { ErrorOwner, MoneyEffect, RetryPolicy, UnifiedCode } from "./unified-code.ts";
import { unifiedErrors } from "./unified-errors.ts";

/** One sentence in both languages of the product. */
export type BilingualText = { readonly zh: string; readonly en: string };

export type DedepayErrorOptions = {
  detail: BilingualText;
  /** The offending field, by its name in the API. */
  param?: string;
  /** HTTP status where the usual one of the number does not fit (1003, 1007). */
  status?: number;
  fix?: readonly BilingualText[];
  retry?: RetryPolicy;
  money?: MoneyEffect;
  owner?: ErrorOwner;
  alipay?: { code: string; subCode?: string; subMsg?: string };
  diagnosis?: { cause: string; proof?: string };
  retryAfterMs?: number;
  /** Further members of the problem document, for example the existing id of a 1013. */
  extra?: Readonly<Record<string, unknown>>;
  cause?: unknown;
};

/** An expected failure: `new DedepayError(1002, { detail: { zh, en }, param: "subject" })`. */
export class DedepayError extends Error {
  readonly unified: UnifiedCode;
  readonly status: number;
  readonly detail: BilingualText;
  readonly retry: RetryPolicy;
  readonly money: MoneyEffect;
  readonly owner: ErrorOwner;
  readonly param?: string;
  readonly fix?: readonly BilingualText[];
  readonly alipay?: { code: string; subCode?: string; subMsg?: string };
  readonly diagnosis?: { cause: string; proof?: string };
  readonly retryAfterMs?: number;
  readonly extra?: Readonly<Record<string, unknown>>;

  constructor(unified: UnifiedCode, options: DedepayErrorOptions) {
    const usual = unifiedErrors[unified];
    super(
      `${unified} ${usual.name}: ${options.detail.en}`,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = "DedepayError";
    this.unified = unified;
    this.status = options.status ?? usual.status;
    this.detail = options.detail;
    this.retry = options.retry ?? usual.retry;
    this.money = options.money ?? usual.money;
    this.owner = options.owner ?? usual.owner;
    if (options.param !== undefined) this.param = options.param;
    if (options.fix !== undefined) this.fix = options.fix;
    if (options.alipay !== undefined) this.alipay = options.alipay;
    if (options.diagnosis !== undefined) this.diagnosis = options.diagnosis;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (options.extra !== undefined) this.extra = options.extra;
  }
}
