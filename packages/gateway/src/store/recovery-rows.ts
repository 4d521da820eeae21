// What recovery has to look at: payments that may have moved after the back-up was taken, what nobody answered for yet,
// what was found, and what is held back.
import type { Db } from "./store.ts";
import type { NotificationsTable } from "./tables/notifications.ts";
import type { PaymentsTable } from "./tables/payments.ts";
import type { RefundsTable } from "./tables/refunds.ts";

export type RecoveryRange = {
  /** Younger payments are looked at whatever their state. */
  recentSinceMs: number;
  /** Older states are looked at where more is to come from Alipay. */
  openStates: readonly string[];
  /** Payments made after the restored ledger was started need no recovery. */
  beforeMs: number;
};

type Concerned = Pick<PaymentsTable, "id" | "orderNo" | "state" | "accountId">;

/** Open or recent payments, in the order of their ids, those after one. */
export async function listConcernedPayments(
  db: Db,
  range: RecoveryRange,
  o: { afterId: string; limit: number },
): Promise<Concerned[]> {
  return concerned(db, range)
    .select(["payments.id", "payments.orderNo", "payments.state", "payments.accountId"])
    .where("payments.id", ">", o.afterId)
    .orderBy("payments.id")
    .limit(o.limit)
    .execute();
}

function concerned(db: Db, range: RecoveryRange) {
  return db
    .selectFrom("payments")
    .where("payments.createdAtMs", "<=", range.beforeMs)
    .where((eb) =>
      eb.or([eb("payments.createdAtMs", ">=", range.recentSinceMs), eb("payments.state", "in", [...range.openStates])]),
    );
}

export async function countConcernedPayments(db: Db, range: RecoveryRange): Promise<number> {
  const row = await concerned(db, range)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Concerned payments for which no clear answer came since a moment, oldest first; undefined lastAtMs: not asked yet. */
export async function listUnanswered(
  db: Db,
  range: RecoveryRange,
  o: { sinceMs: number; limit: number },
): Promise<(Concerned & { lastAtMs: number | null; unknownSinceMs: number | null })[]> {
  return unanswered(db, range, o.sinceMs)
    .select(["payments.id", "payments.orderNo", "payments.state", "payments.accountId"])
    .select(["queries.lastAtMs", "queries.unknownSinceMs"])
    .orderBy("payments.createdAtMs")
    .limit(o.limit)
    .execute();
}

export async function countUnanswered(db: Db, range: RecoveryRange, sinceMs: number): Promise<number> {
  const row = await unanswered(db, range, sinceMs)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function unanswered(db: Db, range: RecoveryRange, sinceMs: number) {
  return concerned(db, range)
    .leftJoin("queries", "queries.paymentId", "payments.id")
    .where((eb) =>
      eb.or([
        eb("queries.lastAtMs", "is", null),
        eb("queries.lastAtMs", "<", sinceMs),
        eb("queries.unknownSinceMs", "is not", null),
      ]),
    );
}

/** An attempt nobody had opened may have been opened, and paid, after the back-up was taken. */
export async function openUnopenedAttempts(db: Db, o: { beforeMs: number; openedAtMs: number }): Promise<void> {
  await db
    .updateTable("attempts")
    .set({ openedAtMs: o.openedAtMs })
    .where("openedAtMs", "is", null)
    .where("createdAtMs", "<=", o.beforeMs)
    .execute();
}

export async function listRefundsIn(db: Db, states: readonly string[], limit: number): Promise<RefundsTable[]> {
  return db
    .selectFrom("refunds")
    .selectAll()
    .where("state", "in", [...states])
    .orderBy("createdAtMs")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** What happened to payments since a moment, by one source. */
export async function listEventsSince(
  db: Db,
  o: { sinceMs: number; types: readonly string[]; limit: number },
): Promise<{ paymentId: string; orderNo: string; type: string; detailJson: string }[]> {
  return db
    .selectFrom("events")
    .innerJoin("payments", "payments.id", "events.paymentId")
    .select(["events.paymentId", "payments.orderNo", "events.type", "events.detailJson"])
    .where("events.createdAtMs", ">=", o.sinceMs)
    .where("payments.createdAtMs", "<=", o.sinceMs)
    .where("events.type", "in", [...o.types])
    .orderBy("events.createdAtMs")
    .orderBy("events.id")
    .limit(o.limit)
    .execute();
}

/** Verified notifications about orders that this ledger does not know. */
export async function listParkedSince(
  db: Db,
  sinceMs: number,
  limit: number,
): Promise<Pick<NotificationsTable, "accountId" | "outTradeNo" | "tradeNo" | "tradeStatus">[]> {
  return db
    .selectFrom("notifications")
    .select(["accountId", "outTradeNo", "tradeNo", "tradeStatus"])
    .where("outcome", "=", "parked")
    .where("receivedAtMs", ">=", sinceMs)
    .orderBy("receivedAtMs")
    .limit(limit)
    .execute();
}
