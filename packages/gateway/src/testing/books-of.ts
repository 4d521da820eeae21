// What the ledger of one payment comes to, for assertions.
import type { Gateway } from "../create-gateway.ts";

/** Net of the ledger per account, in fen; accounts at zero are left out. */
export async function booksOf(gateway: Gateway, paymentId: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { from, to, amount_fen } of (await gateway.inspectPayment(paymentId)).postings) {
    sums[from] = (sums[from] ?? 0) - amount_fen;
    sums[to] = (sums[to] ?? 0) + amount_fen;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
