// Between a payment's row and the machine of @dedepay/core, both ways. Nothing else reads or writes these columns.
import { decodeFacts, encodeFacts, type Payment } from "@dedepay/core";
import type { PaymentChanges } from "../../store/payments.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";

export function machineOf(row: PaymentsTable): Payment {
  return {
    state: row.state as Payment["state"],
    kind: row.kind as Payment["kind"],
    goods: row.goods as Payment["goods"],
    amountFen: row.amountFen,
    refundedFen: row.refundedFen,
    ...(row.settledAttemptId === null ? {} : { settledAttemptId: row.settledAttemptId }),
    facts: decodeFacts(row.machineJson),
  };
}

export function columnsOf(payment: Payment): PaymentChanges {
  return {
    state: payment.state,
    refundedFen: payment.refundedFen,
    settledAttemptId: payment.settledAttemptId ?? null,
    machineJson: encodeFacts(payment.facts),
  };
}
