// The newest diagnosis of each group of incidents, as JSON whose secrets are masked already.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { DiagnosesTable } from "./tables/incidents.ts";

/** Replaces an older one of the same group. */
export async function saveDiagnosis(db: Db, row: DiagnosesTable): Promise<void> {
  if (await insertIfAbsent(db, "diagnoses", row)) return;
  const { groupKey, ...changes } = row;
  await db.updateTable("diagnoses").set(changes).where("groupKey", "=", groupKey).execute();
}

export async function findDiagnosis(db: Db, groupKey: string): Promise<DiagnosesTable | undefined> {
  return db.selectFrom("diagnoses").selectAll().where("groupKey", "=", groupKey).executeTakeFirst();
}

export async function listDiagnoses(db: Db, groupKeys: readonly string[]): Promise<DiagnosesTable[]> {
  if (groupKeys.length === 0) return [];
  return db.selectFrom("diagnoses").selectAll().where("groupKey", "in", groupKeys).execute();
}
