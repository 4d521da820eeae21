// Sites and what is set for them. Secrets are sealed bytes here; opening them is the caller's business.
import { insertIfAbsent } from "./insert-if-absent.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { SiteSettingsTable, SitesTable } from "./tables/sites.ts";

/** A site with its settings; those of release 1 are enabled test sites. */
export type SiteRow = SitesTable & { mode: "live" | "test"; disabledAtMs: number | null };

export async function insertSite(db: Db, site: SiteRow): Promise<void> {
  const { mode, disabledAtMs, ...columns } = site;
  await db.insertInto("sites").values(columns).execute();
  await db.insertInto("siteSettings").values({ siteId: site.id, mode, disabledAtMs }).execute();
}

export async function findSite(db: Db, siteId: string): Promise<SiteRow | undefined> {
  return (await selectSites(db).where("sites.id", "=", siteId).execute()).map(siteRow)[0];
}

export async function listSiteRows(db: Db): Promise<SiteRow[]> {
  return (await selectSites(db).orderBy("sites.createdAtMs").orderBy("sites.id").execute()).map(siteRow);
}

function selectSites(db: Db) {
  return db
    .selectFrom("sites")
    .leftJoin("siteSettings", "siteSettings.siteId", "sites.id")
    .selectAll("sites")
    .select(["siteSettings.mode", "siteSettings.disabledAtMs"]);
}

function siteRow(row: SitesTable & { mode: string | null; disabledAtMs: number | null }): SiteRow {
  return { ...row, mode: row.mode === "live" ? "live" : "test" };
}

export type SiteChanges = Partial<Omit<SitesTable, "id" | "createdAtMs">>;

/** Writes over the row as it was read: throws StaleVersion where somebody sealed another webhook secret meanwhile. */
export async function updateSite(db: Db, site: SiteRow, changes: SiteChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  const result = await db
    .updateTable("sites")
    .set(changes)
    .where("id", "=", site.id)
    .where("webhookSecretSealed", "=", site.webhookSecretSealed)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new StaleVersion(`site ${site.id}`);
}

export async function putSiteSettings(db: Db, settings: SiteSettingsTable): Promise<void> {
  if (await insertIfAbsent(db, "siteSettings", settings)) return;
  const { siteId, ...changes } = settings;
  await db.updateTable("siteSettings").set(changes).where("siteId", "=", siteId).execute();
}
