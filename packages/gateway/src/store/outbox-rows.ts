// The outbox's rows: what we owe others, claimed by compare-and-set with a lease, one after the other per payment.

import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { groupedBy } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { olderThan } from "./older-than.ts";
import type { Db } from "./store.ts";
import type { DeliveryAttemptsTable, OutboxTable } from "./tables/outbox.ts";
import type { Tables } from "./tables.ts";
import { readTogether } from "./together.ts";

export type NewOutboxRow = Pick<OutboxTable, "id" | "uniqueKey" | "kind"> &
  Partial<Pick<OutboxTable, "paymentId" | "siteId" | "sequence" | "availableAtMs">> & {
    payload: object;
    nowMs: number;
  };

/** As it is before anybody tried it. Due at once, and about no payment and no site, unless said otherwise. */
export function newOutboxRow({ payload, nowMs, ...row }: NewOutboxRow): OutboxTable {
  return {
    paymentId: null,
    siteId: null,
    sequence: 0,
    availableAtMs: nowMs,
    ...row,
    payloadJson: JSON.stringify(payload),
    status: "pending",
    attempts: 0,
    leaseUntilMs: null,
    leaseToken: null,
    createdAtMs: nowMs,
    doneAtMs: null,
  };
}

/** False where the same thing is owed already. */
export async function insertOutboxRow(db: Db, row: OutboxTable): Promise<boolean> {
  return insertIfAbsent(db, "outbox", row);
}

export type DueRows = {
  nowMs: number;
  limit: number;
  kinds: readonly string[];
  /** Sites which get no row of this kind now. */
  without: readonly { kind: string; siteIds: readonly string[] }[];
};

/** Due rows, oldest first: waiting ones whose time has come, and leased ones whose holder went away. */
export async function listDueRows(db: Db, { nowMs, limit, kinds, without }: DueRows): Promise<OutboxTable[]> {
  let due = db.selectFrom("outbox as row").selectAll("row").where("row.kind", "in", kinds);
  for (const { kind, siteIds } of without) {
    due = due.where((eb) =>
      eb.or([eb("row.kind", "!=", kind), eb("row.siteId", "is", null), eb("row.siteId", "not in", siteIds)]),
    );
  }
  return due
    .where((eb) =>
      eb.or([
        eb.and([eb("row.status", "=", "pending"), eb("row.availableAtMs", "<=", nowMs)]),
        eb.and([eb("row.status", "=", "leased"), eb("row.leaseUntilMs", "<=", nowMs)]),
      ]),
    )
    .where((eb) => noEarlier(eb, ["pending", "leased", "parked"]))
    .orderBy("row.availableAtMs")
    .orderBy("row.sequence")
    .limit(limit)
    .execute();
}

export async function countOutboxByKind(
  db: Db,
  statuses: readonly string[],
): Promise<{ kind: string; rows: number }[]> {
  const counted = await db
    .selectFrom("outbox")
    .select((eb) => ["kind" as const, eb.fn.countAll<number>().as("count")])
    .where("status", "in", [...statuses])
    .groupBy("kind")
    .orderBy("kind")
    .execute();
  return counted.map(({ kind, count }) => ({ kind, rows: Number(count) }));
}

/** No earlier row of the same payment and kind has one of these statuses. */
function noEarlier(
  { not, exists, selectFrom }: ExpressionBuilder<Tables & { row: OutboxTable }, "row">,
  statuses: readonly string[],
): Expression<SqlBool> {
  return not(
    exists(
      selectFrom("outbox as earlier")
        .select("earlier.id")
        .whereRef("earlier.paymentId", "=", "row.paymentId")
        .whereRef("earlier.kind", "=", "row.kind")
        .whereRef("earlier.sequence", "<", "row.sequence")
        .where("earlier.status", "in", statuses),
    ),
  );
}

/** Takes the row as it was read. False where somebody else was faster. */
export async function claimRow(db: Db, row: OutboxTable, lease: { token: string; untilMs: number }): Promise<boolean> {
  let update = db
    .updateTable("outbox")
    .set({ status: "leased", leaseToken: lease.token, leaseUntilMs: lease.untilMs, attempts: row.attempts + 1 })
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("attempts", "=", row.attempts);
  if (row.leaseToken !== null) update = update.where("leaseToken", "=", row.leaseToken);
  const result = await update.executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A row which waits may go at this moment already. */
export async function hastenRow(db: Db, uniqueKey: string, availableAtMs: number): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ availableAtMs })
    .where("uniqueKey", "=", uniqueKey)
    .where("status", "=", "pending")
    .where("availableAtMs", ">", availableAtMs)
    .execute();
}

/** Whether another delivery of the site which is not through yet was owed before that moment. */
export async function hasOverdueDelivery(
  db: Db,
  o: { siteId: string; createdBeforeMs: number; except: string },
): Promise<boolean> {
  const row = await db
    .selectFrom("outbox")
    .select("id")
    .where("status", "in", ["pending", "leased"])
    .where("kind", "=", "webhook")
    .where("siteId", "=", o.siteId)
    .where("createdAtMs", "<=", o.createdBeforeMs)
    .where("id", "!=", o.except)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a lease. False where the lease had run out and another holder has the row. */
export async function settleRow(
  db: Db,
  id: string,
  o: {
    token: string;
    status: "done" | "pending" | "skipped" | "parked" | "dead";
    availableAtMs: number;
    doneAtMs: number | null;
  },
): Promise<boolean> {
  const result = await db
    .updateTable("outbox")
    .set({
      status: o.status,
      availableAtMs: o.availableAtMs,
      doneAtMs: o.doneAtMs,
      leaseToken: null,
      leaseUntilMs: null,
    })
    .where("id", "=", id)
    .where("leaseToken", "=", o.token)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * The next moment after now at which a row becomes due, or undefined where none does. A row that is due already waits for
 * an earlier one of its payment, whose own moment is among these.
 */
export async function nextDueMs(db: Db, nowMs: number): Promise<number | undefined> {
  const waiting = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.min("availableAtMs").as("atMs"))
    .where("status", "=", "pending")
    .where("availableAtMs", ">", nowMs)
    .executeTakeFirst();
  const leased = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.min("leaseUntilMs").as("atMs"))
    .where("status", "=", "leased")
    .where("leaseUntilMs", ">", nowMs)
    .executeTakeFirst();
  const times = [waiting?.atMs, leased?.atMs].filter((t) => t !== null && t !== undefined).map(Number);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What a site is owed and has not acknowledged, oldest first, at most one of each payment: later ones wait for earlier ones. */
export async function listOwedRows(
  db: Db,
  o: { siteId: string; paymentId: string | undefined; limit: number },
): Promise<OutboxTable[]> {
  let query = db
    .selectFrom("outbox as row")
    .selectAll("row")
    .where("row.siteId", "=", o.siteId)
    .where("row.kind", "=", "webhook")
    .where("row.status", "in", unacknowledged)
    .where((eb) => noEarlier(eb, [...unacknowledged, "parked"]));
  if (o.paymentId !== undefined) query = query.where("row.paymentId", "=", o.paymentId);
  return query.orderBy("row.createdAtMs").orderBy("row.id").limit(o.limit).execute();
}

/** One that was given up is still owed. */
const unacknowledged: readonly string[] = ["pending", "leased", "dead"];

export async function findOutboxRow(db: Db, id: string): Promise<OutboxTable | undefined> {
  return db.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Writes what somebody else than the relay made of a row, as it was read; whoever holds its lease finds it gone. */
export async function settleUnleased(
  db: Db,
  row: OutboxTable,
  o: Pick<OutboxTable, "status" | "availableAtMs" | "doneAtMs">,
): Promise<boolean> {
  const result = await db
    .updateTable("outbox")
    .set({ ...o, attempts: row.attempts + 1, leaseToken: null, leaseUntilMs: null })
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("attempts", "=", row.attempts)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A person moves a row that nobody holds: to be tried now, or to its end. False where it changed since it was read. */
export async function moveRow(
  db: Db,
  row: OutboxTable,
  to: Pick<OutboxTable, "status" | "availableAtMs" | "doneAtMs">,
): Promise<boolean> {
  const result = await db
    .updateTable("outbox")
    .set(to)
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("attempts", "=", row.attempts)
    .where("leaseToken", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type DeliveryFilter = {
  statuses: readonly string[];
  siteId: string | undefined;
  before: { availableAtMs: number; id: string } | undefined;
  limit: number;
};

/** Deliveries to sites, those that moved last first. */
export async function listDeliveryRows(
  db: Db,
  { statuses, siteId, before, limit }: DeliveryFilter,
): Promise<OutboxTable[]> {
  let query = db.selectFrom("outbox").selectAll().where("kind", "=", "webhook").where("status", "in", statuses);
  if (siteId !== undefined) query = query.where("siteId", "=", siteId);
  if (before !== undefined) query = query.where(olderThan("availableAtMs", before));
  return query.orderBy("availableAtMs", "desc").orderBy("id", "desc").limit(limit).execute();
}

export type QueueSum = { siteId: string; status: string; count: number; oldestMs: number };

export async function sumQueues(db: Db, statuses: readonly string[]): Promise<QueueSum[]> {
  const rows = await db
    .selectFrom("outbox")
    .select((eb) => ["siteId", "status", eb.fn.countAll().as("count"), eb.fn.min("createdAtMs").as("oldestMs")])
    .where("kind", "=", "webhook")
    .where("status", "in", statuses)
    .groupBy(["siteId", "status"])
    .execute();
  return rows.map((row) => ({
    siteId: row.siteId ?? "",
    status: row.status,
    count: Number(row.count),
    oldestMs: Number(row.oldestMs),
  }));
}

export const listOutboxRows: (db: Db, paymentId: string) => Promise<OutboxTable[]> = readTogether(async (db, ids) => {
  const rows = await db.selectFrom("outbox").selectAll().where("paymentId", "in", ids).orderBy("sequence").execute();
  return groupedBy(ids, rows, (row) => row.paymentId);
});

export async function insertDeliveryAttempt(db: Db, row: DeliveryAttemptsTable): Promise<void> {
  await db.insertInto("deliveryAttempts").values(row).execute();
}

/** What was noted of a try while it was under way gives way to what became of it. */
export async function deleteDeliveryAttempt(db: Db, outboxId: string, number: number): Promise<void> {
  await db.deleteFrom("deliveryAttempts").where("outboxId", "=", outboxId).where("number", "=", number).execute();
}

/** The newest try of each of these rows that has one. */
export async function listLastAttempts(db: Db, outboxIds: readonly string[]): Promise<DeliveryAttemptsTable[]> {
  if (outboxIds.length === 0) return [];
  return db
    .selectFrom("deliveryAttempts as try")
    .selectAll("try")
    .where("try.outboxId", "in", outboxIds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("deliveryAttempts as later")
            .select("later.id")
            .whereRef("later.outboxId", "=", "try.outboxId")
            .whereRef("later.number", ">", "try.number"),
        ),
      ),
    )
    .execute();
}

export async function listDeliveryAttempts(db: Db, outboxId: string): Promise<DeliveryAttemptsTable[]> {
  return db.selectFrom("deliveryAttempts").selectAll().where("outboxId", "=", outboxId).orderBy("number").execute();
}

/** What the site was told, or shall be told, of these payments. */
export async function listDeliveriesOf(db: Db, paymentIds: readonly string[]): Promise<OutboxTable[]> {
  if (paymentIds.length === 0) return [];
  return db
    .selectFrom("outbox")
    .selectAll()
    .where("paymentId", "in", [...paymentIds])
    .where("kind", "=", "webhook")
    .orderBy("paymentId")
    .orderBy("sequence")
    .execute();
}

/** For rows which only say that something was done regularly. */
export async function deleteDoneRows(db: Db, o: { kind: string; siteId: string }): Promise<void> {
  await db
    .deleteFrom("outbox")
    .where("kind", "=", o.kind)
    .where("siteId", "=", o.siteId)
    .where("status", "=", "done")
    .execute();
}
