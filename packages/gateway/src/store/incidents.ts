// Incidents: one row per group of the same trouble, counted, with the payments and the money that it touched and what
// became of it.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { IncidentChangesTable, IncidentSubjectsTable, IncidentsTable } from "./tables/incidents.ts";

/** Opens an incident, counts one more of an open one of the same group, or opens a resolved one again. */
export async function recordIncident(db: Db, row: IncidentsTable): Promise<"new" | "again" | "reopened"> {
  if (await insertIfAbsent(db, "incidents", row)) return "new";
  const again = { lastSeenAtMs: row.lastSeenAtMs, evidenceJson: row.evidenceJson, titleJson: row.titleJson };
  const reopened = await db
    .updateTable("incidents")
    .set((eb) => ({ ...again, count: eb("count", "+", 1), state: "open" }))
    .where("groupKey", "=", row.groupKey)
    .where("state", "=", "resolved")
    .executeTakeFirst();
  if (reopened.numUpdatedRows === 1n) return "reopened";
  await db
    .updateTable("incidents")
    .set((eb) => ({ ...again, count: eb("count", "+", 1) }))
    .where("groupKey", "=", row.groupKey)
    .execute();
  return "again";
}

/** A payment (or money that belongs to none) counts once, however often the trouble comes back to it. */
export async function addIncidentSubject(db: Db, row: IncidentSubjectsTable): Promise<void> {
  await insertIfAbsent(db, "incidentSubjects", row);
}

export async function findIncident(db: Db, id: string): Promise<IncidentsTable | undefined> {
  return db.selectFrom("incidents").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findIncidents(db: Db, ids: readonly string[]): Promise<IncidentsTable[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("incidents").selectAll().where("id", "in", ids).orderBy("id").execute();
}

export async function findIncidentOfGroup(db: Db, groupKey: string): Promise<IncidentsTable | undefined> {
  return db.selectFrom("incidents").selectAll().where("groupKey", "=", groupKey).executeTakeFirst();
}

/** False where it is resolved already. */
export async function resolveIncidentRow(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable("incidents")
    .set({ state: "resolved" })
    .where("id", "=", id)
    .where("state", "=", "open")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** In the unit of work that changed the incident's own row, which keeps others from counting at the same time. */
export async function insertIncidentChange(db: Db, row: Omit<IncidentChangesTable, "sequence">): Promise<void> {
  const last = await db
    .selectFrom("incidentChanges")
    .select((eb) => eb.fn.max("sequence").as("sequence"))
    .where("incidentId", "=", row.incidentId)
    .executeTakeFirst();
  const sequence = Number(last?.sequence ?? 0) + 1;
  await db
    .insertInto("incidentChanges")
    .values({ ...row, sequence })
    .execute();
}

export async function listIncidentChanges(db: Db, incidentId: string): Promise<IncidentChangesTable[]> {
  return db
    .selectFrom("incidentChanges")
    .selectAll()
    .where("incidentId", "=", incidentId)
    .orderBy("sequence")
    .execute();
}

export type IncidentFilter = {
  state?: "open" | "resolved" | undefined;
  cause?: string | undefined;
  paymentId?: string | undefined;
  /** Later than this position in the list. */
  before?: { lastSeenAtMs: number; id: string } | undefined;
  limit: number;
};

/** Seen last first. */
export async function listIncidentRows(db: Db, filter: IncidentFilter): Promise<IncidentsTable[]> {
  const { state, cause, paymentId, before } = filter;
  let query = db.selectFrom("incidents").selectAll("incidents");
  if (state !== undefined) query = query.where("state", "=", state);
  if (cause !== undefined) query = query.where("cause", "=", cause);
  if (paymentId !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb("paymentId", "=", paymentId),
        eb(
          "groupKey",
          "in",
          eb.selectFrom("incidentSubjects").select("incidentSubjects.groupKey").where("subject", "=", paymentId),
        ),
      ]),
    );
  }
  if (before !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb("lastSeenAtMs", "<", before.lastSeenAtMs),
        eb.and([eb("lastSeenAtMs", "=", before.lastSeenAtMs), eb("id", ">", before.id)]),
      ]),
    );
  }
  return query.orderBy("lastSeenAtMs", "desc").orderBy("id").limit(filter.limit).execute();
}

export type TouchedMoney = { groupKey: string; subjects: number; amountFen: bigint };

export async function sumIncidentMoney(db: Db, groupKeys: readonly string[]): Promise<TouchedMoney[]> {
  if (groupKeys.length === 0) return [];
  const rows = await db
    .selectFrom("incidentSubjects")
    .select((eb) => ["groupKey", eb.fn.countAll().as("subjects"), eb.fn.sum("amountFen").as("amountFen")])
    .where("groupKey", "in", groupKeys)
    .groupBy("groupKey")
    .execute();
  return rows.map((row) => ({
    groupKey: row.groupKey,
    subjects: Number(row.subjects),
    amountFen: BigInt(String(row.amountFen)),
  }));
}

/** The newest payments (or other money) of an incident. */
export async function listIncidentSubjects(db: Db, groupKey: string, limit: number): Promise<IncidentSubjectsTable[]> {
  return db
    .selectFrom("incidentSubjects")
    .selectAll()
    .where("groupKey", "=", groupKey)
    .orderBy("firstSeenAtMs", "desc")
    .orderBy("subject")
    .limit(limit)
    .execute();
}

export type CauseSum = {
  cause: string;
  incidents: number;
  count: number;
  subjects: number;
  amountFen: bigint;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
};

/** What is open, by cause, seen last first. */
export async function sumOpenCauses(db: Db): Promise<CauseSum[]> {
  const open = await db
    .selectFrom("incidents")
    .select((eb) => [
      "cause",
      eb.fn.countAll().as("incidents"),
      eb.fn.sum("count").as("count"),
      eb.fn.min("firstSeenAtMs").as("firstSeenAtMs"),
      eb.fn.max("lastSeenAtMs").as("lastSeenAtMs"),
    ])
    .where("state", "=", "open")
    .groupBy("cause")
    .execute();
  // A payment which several incidents of one cause touched is one payment.
  const touched = await db
    .selectFrom((eb) =>
      eb
        .selectFrom("incidentSubjects")
        .innerJoin("incidents", "incidents.groupKey", "incidentSubjects.groupKey")
        .select((of) => ["incidents.cause", "subject", of.fn.max("amountFen").as("amountFen")])
        .where("incidents.state", "=", "open")
        .groupBy(["incidents.cause", "subject"])
        .as("touched"),
    )
    .select((eb) => ["touched.cause", eb.fn.countAll().as("subjects"), eb.fn.sum("touched.amountFen").as("amountFen")])
    .groupBy("touched.cause")
    .execute();
  const byCause = new Map(touched.map((row) => [row.cause, row]));
  return open
    .map((row) => ({
      cause: row.cause,
      incidents: Number(row.incidents),
      count: Number(row.count),
      subjects: Number(byCause.get(row.cause)?.subjects ?? 0),
      amountFen: BigInt(String(byCause.get(row.cause)?.amountFen ?? 0)),
      firstSeenAtMs: Number(row.firstSeenAtMs),
      lastSeenAtMs: Number(row.lastSeenAtMs),
    }))
    .sort((a, b) => b.lastSeenAtMs - a.lastSeenAtMs || (a.cause < b.cause ? -1 : 1));
}

export async function isIncidentOpen(db: Db, groupKey: string): Promise<boolean> {
  const row = await db.selectFrom("incidents").select("state").where("groupKey", "=", groupKey).executeTakeFirst();
  return row?.state === "open";
}
