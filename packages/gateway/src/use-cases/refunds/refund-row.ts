// Between a refund's row and the machine of @dedepay/core. Nothing else reads these columns as a machine.
import type { Refund } from "@dedepay/core";
import type { RefundsTable } from "../../store/tables/refunds.ts";

export function refundOf(row: RefundsTable): Refund {
  return {
    refundId: row.id,
    attemptId: row.attemptId,
    way: row.way as Refund["way"],
    state: row.state as Refund["state"],
    amountFen: row.amountFen,
    account: row.sourceAccount as Refund["account"],
    refundedBeforeFen: row.refundedBeforeFen,
    submissions: row.submissions,
  };
}
