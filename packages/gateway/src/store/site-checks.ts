// How sites are: one row for each that was ever asked.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { SiteChecksTable } from "./tables/site-checks.ts";

export async function findSiteCheck(db: Db, siteId: string): Promise<SiteChecksTable | undefined> {
  return db.selectFrom("siteChecks").selectAll().where("siteId", "=", siteId).executeTakeFirst();
}

export async function putSiteCheck(db: Db, row: SiteChecksTable): Promise<void> {
  if (await insertIfAbsent(db, "siteChecks", row)) return;
  const { siteId, ...changes } = row;
  await db.updateTable("siteChecks").set(changes).where("siteId", "=", siteId).execute();
}
