// Incidents: one row per group of the same trouble, counted.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { IncidentsTable } from "./tables/incidents.ts";

/** Opens an incident, or counts one more of an open or resolved one of the same group (which opens it again). True: it is new. */
export async function recordIncident(db: Db, row: IncidentsTable): Promise<boolean> {
  if (await insertIfAbsent(db, "incidents", row)) return true;
  await db
    .updateTable("incidents")
    .set((eb) => ({
      count: eb("count", "+", 1),
      state: "open",
      lastSeenAtMs: row.lastSeenAtMs,
      evidenceJson: row.evidenceJson,
    }))
    .where("groupKey", "=", row.groupKey)
    .execute();
  return false;
}

export async function listIncidentRows(db: Db, paymentId?: string): Promise<IncidentsTable[]> {
  let query = db.selectFrom("incidents").selectAll().orderBy("lastSeenAtMs", "desc").orderBy("id").limit(500);
  if (paymentId !== undefined) query = query.where("paymentId", "=", paymentId);
  return query.execute();
}

export async function isIncidentOpen(db: Db, groupKey: string): Promise<boolean> {
  const row = await db.selectFrom("incidents").select("state").where("groupKey", "=", groupKey).executeTakeFirst();
  return row?.state === "open";
}
