// Sites and their keys. Secrets are sealed bytes here; opening them is the caller's business.
import type { Db } from "./store.ts";
import type { SiteKeysTable, SitesTable } from "./tables/sites.ts";

export async function insertSite(db: Db, site: SitesTable, key: SiteKeysTable): Promise<void> {
  await db.insertInto("sites").values(site).execute();
  await db.insertInto("siteKeys").values(key).execute();
}

export async function findSite(db: Db, siteId: string): Promise<SitesTable | undefined> {
  return db.selectFrom("sites").selectAll().where("id", "=", siteId).executeTakeFirst();
}

export async function findSiteKey(db: Db, keyId: string): Promise<(SiteKeysTable & { siteName: string }) | undefined> {
  return db
    .selectFrom("siteKeys")
    .innerJoin("sites", "sites.id", "siteKeys.siteId")
    .selectAll("siteKeys")
    .select("sites.name as siteName")
    .where("siteKeys.id", "=", keyId)
    .executeTakeFirst();
}
