// Counts over the ledger, for monitoring and readiness. Each is one look at an index or a small table.
import type { Db } from "./store.ts";

export async function countOutbox(db: Db): Promise<{ kind: string; status: string; rows: number }[]> {
  const counted = await db
    .selectFrom("outbox")
    .select((eb) => ["kind" as const, "status" as const, eb.fn.countAll<number>().as("count")])
    .where("status", "in", ["pending", "leased", "parked", "dead"])
    .groupBy(["kind", "status"])
    .orderBy("kind")
    .orderBy("status")
    .execute();
  return counted.map(({ kind, status, count }) => ({ kind, status, rows: Number(count) }));
}

/** Since when the oldest row of each kind could have been tried. */
export async function oldestDue(db: Db, nowMs: number): Promise<{ kind: string; sinceMs: number }[]> {
  const oldest = await db
    .selectFrom("outbox")
    .select((eb) => ["kind" as const, eb.fn.min("availableAtMs").as("sinceMs")])
    .where("status", "=", "pending")
    .where("availableAtMs", "<=", nowMs)
    .groupBy("kind")
    .orderBy("kind")
    .execute();
  return oldest.map(({ kind, sinceMs }) => ({ kind, sinceMs: Number(sinceMs) }));
}

export async function countUnknownPayments(db: Db): Promise<{ rows: number; oldestMs: number | undefined }> {
  const row = await db
    .selectFrom("queries")
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("unknownSinceMs").as("oldestMs")])
    .where("nextAtMs", "is not", null)
    .where("unknownSinceMs", "is not", null)
    .executeTakeFirstOrThrow();
  return { rows: Number(row.count), oldestMs: row.oldestMs === null ? undefined : Number(row.oldestMs) };
}

export async function countUnknownRefunds(db: Db): Promise<number> {
  const row = await db
    .selectFrom("refunds")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("state", "=", "unknown")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function countOpenIncidents(db: Db): Promise<number> {
  const row = await db
    .selectFrom("incidents")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Open incidents in which Alipay refused a call of an account. */
export async function listRefusals(
  db: Db,
): Promise<{ accountId: string; evidenceJson: string; lastSeenAtMs: number }[]> {
  const rows = await db
    .selectFrom("incidents")
    .select(["accountId", "evidenceJson", "lastSeenAtMs"])
    .where("state", "=", "open")
    .where("groupKey", "like", "alipay-refused:%")
    .limit(200)
    .execute();
  return rows.flatMap(({ accountId, ...row }) => (accountId === null ? [] : [{ ...row, accountId }]));
}

export async function listSchemaSteps(db: Db): Promise<string[]> {
  return (await db.selectFrom("schemaSteps").select("name").execute()).map(({ name }) => name);
}

/** Changes nothing, and fails where nothing may be changed. */
export async function tryToWrite(db: Db): Promise<void> {
  await db.updateTable("ledgerMarks").set({ setAtMs: 0 }).where("name", "=", "").execute();
}

export async function countPayments(db: Db): Promise<number> {
  const row = await db
    .selectFrom("payments")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
