// What can happen to a refund. Who reads Alipay's replies decides which of these a reply is; an error code alone is rarely `refused`.

export const refundEventTypes = [
  /** The password page was given to the operator. */
  "page_opened",
  /** Written before the call leaves, so that a crash in between is an unknown outcome and not a forgotten one. */
  "submitted",
  /** Proven: fund_change=Y, REFUND_SUCCESS, a signed batch result, or a cumulative amount that it explains. */
  "accepted",
  /** Alipay took it and is not done (MAPI `P`; 10000 without fund_change=Y). */
  "processing",
  /** Time-out, 20000, system error, unverified answer. */
  "outcome_unknown",
  /** A definite no to this very request: no money moved. */
  "refused",
  /** Asked by its number, Alipay knows no such refund. */
  "reported_absent",
  /** Beijing midnight passed: the operator's page is dead. */
  "operator_time_over",
  /** Taken back by the site or the owner. */
  "cancelled",
  /** A person looked at Alipay's console and says that it did not happen. */
  "given_up",
] as const;

export type RefundEventType = (typeof refundEventTypes)[number];
export type RefundEvent = { type: RefundEventType };
