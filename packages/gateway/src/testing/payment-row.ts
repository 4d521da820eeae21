// A row of the payments table for tests of the store, which knows no use case.
import type { PaymentsTable } from "../store/tables/payments.ts";

/** An unpaid payment of its own order, as the store keeps it. */
export function paymentRow(id: string): PaymentsTable {
  return {
    ...{
      id,
      siteId: "site",
      accountId: "acc",
      orderNo: id,
      contentJson: "{}",
      amountFen: 1n,
      subject: "s",
      body: null,
    },
    ...{ goods: "virtual", kind: "direct", productChoice: "auto", returnUrl: null, metadataJson: "{}" },
    ...{ noticesJson: "[]", state: "unpaid", refundedFen: 0n, settledAttemptId: null, currentAttemptId: "att" },
    ...{ machineJson: "{}", lastErrorJson: null, version: 1, createdAtMs: 0, paidAtMs: null, expiresAtMs: 0 },
    expiresBySite: 0,
  };
}
