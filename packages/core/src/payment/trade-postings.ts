// The books of one trade as a function of its facts. All money passes through `alipay_held`, refunds too, so that a refund
// which is heard of before its payment ends in the same sums as the other order.
import type { LedgerAccount, Posting } from "../ledger/posting.ts";
import type { Trade } from "./payment.ts";
import { hasMoney, reachedAtLeast } from "./trade.ts";

/** The movements which `after` has over `before`; empty when the facts brought no money. Needs the role decided. */
export function tradePostings(before: Trade, after: Trade): Posting[] {
  const account: LedgerAccount = after.role === "payment" ? "merchant" : "surplus";
  const wasSettled = reachedAtLeast(before.reached, "settled");
  const settled = reachedAtLeast(after.reached, "settled");
  const drawnBefore = wasSettled ? before.refundedFen : 0n;
  const drawn = settled ? after.refundedFen : 0n;
  const id = after.attemptId;
  const postings: Posting[] = [];
  const post = (key: string, way: { from: LedgerAccount; to: LedgerAccount }, amountFen: bigint): void => {
    if (amountFen > 0n) postings.push({ key: `${key}:${id}`, ...way, asset: "CNY", amountFen });
  };
  post("received", { from: "buyer", to: "alipay_held" }, hasMoney(after) && !hasMoney(before) ? after.amountFen : 0n);
  post("settled", { from: "alipay_held", to: account }, settled && !wasSettled ? after.amountFen : 0n);
  post(`refund_drawn:${drawn}`, { from: account, to: "alipay_held" }, drawn - drawnBefore);
  post(`refunded:${after.refundedFen}`, { from: "alipay_held", to: "buyer" }, after.refundedFen - before.refundedFen);
  return postings;
}
