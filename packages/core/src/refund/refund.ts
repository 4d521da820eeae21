// What a refund of ours is to its machine. Refunds made by hand at Alipay are not here: they are what attributeRefunds leaves over.

export type RefundState = "requested" | "awaiting_operator" | "submitted" | "unknown" | "failed" | "succeeded";

/**
 * How it is sent: `openapi` repeats safely under its out_request_no; `mapi` never repeats (its batch_no carries the day);
 * `mapi_password` waits for an operator on Alipay's page until Beijing midnight.
 */
export type RefundWay = "openapi" | "mapi" | "mapi_password";

export type Refund = {
  refundId: string;
  attemptId: string;
  way: RefundWay;
  state: RefundState;
  amountFen: bigint;
  /** The account that it is reserved from and given back to. */
  account: "merchant" | "surplus";
  /** Cumulative refunds of the trade when this one was asked for: what was there before cannot be this one. */
  refundedBeforeFen: bigint;
  /** How often it went out. */
  submissions: number;
};

/** Its amount is reserved. */
export function isOpenRefund(refund: Refund): boolean {
  return refund.state !== "failed" && refund.state !== "succeeded";
}
