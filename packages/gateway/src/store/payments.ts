// Payments. Their state is written only as a decision of the machine, with a compare-and-set on the version.
import { insertIfAbsent } from "./insert-if-absent.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { PaymentsTable } from "./tables.ts";

/** False where the site's order number is taken. */
export async function insertPayment(db: Db, payment: PaymentsTable): Promise<boolean> {
  return insertIfAbsent(db, "payments", payment);
}

export async function findPayment(db: Db, paymentId: string): Promise<PaymentsTable | undefined> {
  return db.selectFrom("payments").selectAll().where("id", "=", paymentId).executeTakeFirst();
}

export async function findPaymentByOrderNo(
  db: Db,
  siteId: string,
  orderNo: string,
): Promise<PaymentsTable | undefined> {
  return db
    .selectFrom("payments")
    .selectAll()
    .where("siteId", "=", siteId)
    .where("orderNo", "=", orderNo)
    .executeTakeFirst();
}

export type PaymentChanges = Partial<
  Pick<
    PaymentsTable,
    "state" | "refundedFen" | "settledAttemptId" | "currentAttemptId" | "machineJson" | "lastErrorJson" | "paidAtMs"
  >
>;

/** Writes `changes` over the version that was read and answers the new row; throws StaleVersion where another one is there. */
export async function updatePayment(db: Db, payment: PaymentsTable, changes: PaymentChanges): Promise<PaymentsTable> {
  const version = payment.version + 1;
  const result = await db
    .updateTable("payments")
    .set({ ...changes, version })
    .where("id", "=", payment.id)
    .where("version", "=", payment.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new StaleVersion(`payment ${payment.id}`);
  return { ...payment, ...changes, version };
}
