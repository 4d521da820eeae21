// The one error class of this package. Its fields keep everything that is known about a failure;
// nobody needs to read the message. It never holds a key, nor a buyer's identity.

export type AlipayErrorKind =
  | "invalid_argument"
  | "invalid_key"
  | "unmappable_text"
  | "signature"
  | "gateway"
  | "business"
  | "timeout"
  | "network"
  | "malformed_reply";

/** One broken rule of one field. `value` is masked where it is a secret or belongs to a buyer. */
export type Violation = {
  readonly field: string;
  readonly rule: string;
  readonly value?: string;
  readonly limit?: string;
};

export type AlipayErrorDetails = {
  /** Whether it is certain what happened at Alipay. Defaults by kind; a guess must be `false`. */
  readonly outcomeKnown?: boolean;
  readonly code?: string;
  readonly subCode?: string;
  readonly msg?: string;
  readonly subMsg?: string;
  readonly violations?: readonly Violation[];
  readonly rawBytes?: Uint8Array;
  readonly traceId?: string;
  readonly httpStatus?: number;
  readonly service?: string;
  readonly cause?: unknown;
};

// After these nothing can have moved at Alipay, or Alipay itself said what happened.
const kindsWithKnownOutcome: ReadonlySet<AlipayErrorKind> = new Set([
  "invalid_argument",
  "invalid_key",
  "unmappable_text",
  "gateway",
  "business",
]);

/** Everything this package throws on purpose. `kind` says which failure it is, `outcomeKnown` whether money may have moved. */
export class AlipayError extends Error {
  readonly kind: AlipayErrorKind;
  readonly outcomeKnown: boolean;
  declare readonly code?: string;
  declare readonly subCode?: string;
  declare readonly msg?: string;
  declare readonly subMsg?: string;
  declare readonly violations?: readonly Violation[];
  declare readonly rawBytes?: Uint8Array;
  declare readonly traceId?: string;
  declare readonly httpStatus?: number;
  declare readonly service?: string;

  constructor(kind: AlipayErrorKind, message: string, details: AlipayErrorDetails = {}) {
    const { cause, outcomeKnown, ...kept } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AlipayError";
    this.kind = kind;
    this.outcomeKnown = outcomeKnown ?? kindsWithKnownOutcome.has(kind);
    Object.assign(this, Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)));
  }
}
