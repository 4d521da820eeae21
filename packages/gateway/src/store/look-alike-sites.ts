// Which sites use the look-alike, with which keys. Keys are sealed bytes here.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { LookAlikeKeysTable, LookAlikeSitesTable } from "./tables/look-alike.ts";

export async function findLookAlikeSite(db: Db, siteId: string): Promise<LookAlikeSitesTable | undefined> {
  return db.selectFrom("lookAlikeSites").selectAll().where("siteId", "=", siteId).executeTakeFirst();
}

export async function putLookAlikeSite(db: Db, row: LookAlikeSitesTable): Promise<void> {
  if (await insertIfAbsent(db, "lookAlikeSites", row)) return;
  const { siteId, ...changes } = row;
  await db.updateTable("lookAlikeSites").set(changes).where("siteId", "=", siteId).execute();
}

/** False where the partner number is taken. */
export async function insertLookAlikeKey(db: Db, row: LookAlikeKeysTable): Promise<boolean> {
  return insertIfAbsent(db, "lookAlikeKeys", row);
}

export async function findLookAlikeKey(db: Db, partner: string): Promise<LookAlikeKeysTable | undefined> {
  return db.selectFrom("lookAlikeKeys").selectAll().where("id", "=", partner).executeTakeFirst();
}

export async function listLookAlikeKeys(db: Db, siteId: string): Promise<LookAlikeKeysTable[]> {
  return db
    .selectFrom("lookAlikeKeys")
    .selectAll()
    .where("siteId", "=", siteId)
    .orderBy("createdAtMs")
    .orderBy("id")
    .execute();
}

/** False where there was none, or it was revoked before. */
export async function revokeLookAlikeKey(db: Db, partner: string, nowMs: number): Promise<boolean> {
  const result = await db
    .updateTable("lookAlikeKeys")
    .set({ revokedAtMs: nowMs })
    .where("id", "=", partner)
    .where("revokedAtMs", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes one call from the day's limit. False where none is left. */
export async function takeLookAlikeCall(db: Db, at: { siteId: string; day: string }, limit: number): Promise<boolean> {
  await insertIfAbsent(db, "lookAlikeCalls", { ...at, used: 0 });
  const result = await db
    .updateTable("lookAlikeCalls")
    .set((eb) => ({ used: eb("used", "+", 1) }))
    .where("siteId", "=", at.siteId)
    .where("day", "=", at.day)
    .where("used", "<", limit)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
