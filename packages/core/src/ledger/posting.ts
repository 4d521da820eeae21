// Double entry: money leaves one account and enters another, so every set of postings sums to zero by construction.
// Fees are not known from Alipay's trade evidence and are not invented here; the bill brings them.

/**
 * Where the money of one payment is:
 * `buyer` outside; `alipay_held` at Alipay between the two (escrow, pending, or passing through);
 * `merchant` the seller's for this payment; `surplus` the seller's, but owed back (second payment, replaced content);
 * `refund_reserved` set aside for a refund that is not settled yet.
 */
export type LedgerAccount = "buyer" | "alipay_held" | "merchant" | "surplus" | "refund_reserved";

/** One movement. `key` is unique within a payment: a store that refuses a second row with it books nothing twice. */
export type Posting = {
  key: string;
  from: LedgerAccount;
  to: LedgerAccount;
  asset: "CNY";
  /** Fen, above zero. */
  amountFen: bigint;
};
