// Sites and what is set for them. Secrets are sealed bytes here; opening them is the caller's business.
import { inOrder } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { SitesTable } from "./tables/sites.ts";
import { readTogether } from "./together.ts";

/** What is set beside the site's own row. */
export type SiteSettings = {
  mode: "live" | "test";
  disabledAtMs: number | null;
  /** Virtual goods that were paid into escrow are marked as shipped at Alipay by the gateway. */
  autoShip: boolean;
};

/** A site with its settings; those of release 1 are enabled test sites whose virtual goods are shipped for them. */
export type SiteRow = SitesTable & SiteSettings;

export async function insertSite(db: Db, site: SiteRow): Promise<void> {
  const { mode, disabledAtMs, autoShip, ...columns } = site;
  await db.insertInto("sites").values(columns).execute();
  await putSiteSettings(db, site.id, { mode, disabledAtMs, autoShip });
}

export const findSite: (db: Db, siteId: string) => Promise<SiteRow | undefined> = readTogether(async (db, ids) => {
  const rows = await selectSites(db)
    .where("sites.id", "in", [...new Set(ids)])
    .execute();
  return inOrder(ids, rows.map(siteRow), ({ id }) => id);
});

export async function listSiteRows(db: Db): Promise<SiteRow[]> {
  return (await selectSites(db).orderBy("sites.createdAtMs").orderBy("sites.id").execute()).map(siteRow);
}

function selectSites(db: Db) {
  return db
    .selectFrom("sites")
    .leftJoin("siteSettings", "siteSettings.siteId", "sites.id")
    .leftJoin("siteShipping", "siteShipping.siteId", "sites.id")
    .selectAll("sites")
    .select(["siteSettings.mode", "siteSettings.disabledAtMs", "siteShipping.autoShip"]);
}

type SelectedSite = SitesTable & { mode: string | null; disabledAtMs: number | null; autoShip: number | null };

function siteRow(row: SelectedSite): SiteRow {
  return { ...row, mode: row.mode === "live" ? "live" : "test", autoShip: row.autoShip !== 0 };
}

/** Whether virtual goods of this site that were paid into escrow are marked as shipped at Alipay by the gateway. */
export async function shipsAutomatically(db: Db, siteId: string): Promise<boolean> {
  const row = await db.selectFrom("siteShipping").select("autoShip").where("siteId", "=", siteId).executeTakeFirst();
  return row?.autoShip !== 0;
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

export async function putSiteSettings(db: Db, siteId: string, settings: SiteSettings): Promise<void> {
  const { mode, disabledAtMs } = settings;
  if (!(await insertIfAbsent(db, "siteSettings", { siteId, mode, disabledAtMs }))) {
    await db.updateTable("siteSettings").set({ mode, disabledAtMs }).where("siteId", "=", siteId).execute();
  }
  const autoShip = settings.autoShip ? 1 : 0;
  if (await insertIfAbsent(db, "siteShipping", { siteId, autoShip })) return;
  await db.updateTable("siteShipping").set({ autoShip }).where("siteId", "=", siteId).execute();
}
