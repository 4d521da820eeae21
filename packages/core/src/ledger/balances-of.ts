// Sums postings per account. Only arithmetic: knows nothing of payments and refunds.
import type { LedgerAccount, Posting } from "./posting.ts";

/** Balance of every account in fen; all five together are always zero. Only `buyer` may be below zero in consistent books. */
export function balancesOf(postings: Iterable<Posting>): Record<LedgerAccount, bigint> {
  const balances: Record<LedgerAccount, bigint> = {
    buyer: 0n,
    alipay_held: 0n,
    merchant: 0n,
    surplus: 0n,
    refund_reserved: 0n,
  };
  for (const { from, to, amountFen } of postings) {
    balances[from] -= amountFen;
    balances[to] += amountFen;
  }
  return balances;
}
