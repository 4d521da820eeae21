// The API keys of sites with their settings. Secrets are sealed bytes here.
import { inOrder } from "./each-its-own.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { KeySettingsTable, SiteKeysTable } from "./tables/sites.ts";
import { readTogether } from "./together.ts";

/** A key with its settings; one of release 1 may do everything from everywhere. */
export type SiteKeyRow = SiteKeysTable &
  Omit<KeySettingsTable, "keyId"> & { siteName: string; siteDisabledAtMs: number | null };

const ofReleaseOne = { label: "", scopesJson: '["pay","refund","read"]', addressesJson: "[]", originsJson: "[]" };

export async function insertSiteKey(db: Db, key: SiteKeysTable, settings: KeySettingsTable): Promise<void> {
  await db.insertInto("siteKeys").values(key).execute();
  await db.insertInto("keySettings").values(settings).execute();
}

export const findSiteKey: (db: Db, keyId: string) => Promise<SiteKeyRow | undefined> = readTogether(async (db, ids) => {
  const rows = await selectKeys(db)
    .where("siteKeys.id", "in", [...new Set(ids)])
    .execute();
  return inOrder(ids, rows.map(keyRow), ({ id }) => id);
});

/** Oldest first; of one site, or all. */
export async function listSiteKeyRows(db: Db, siteId?: string): Promise<SiteKeyRow[]> {
  let query = selectKeys(db).orderBy("siteKeys.createdAtMs").orderBy("siteKeys.id");
  if (siteId !== undefined) query = query.where("siteKeys.siteId", "=", siteId);
  return (await query.execute()).map(keyRow);
}

function selectKeys(db: Db) {
  return db
    .selectFrom("siteKeys")
    .innerJoin("sites", "sites.id", "siteKeys.siteId")
    .leftJoin("siteSettings", "siteSettings.siteId", "siteKeys.siteId")
    .leftJoin("keySettings", "keySettings.keyId", "siteKeys.id")
    .selectAll("siteKeys")
    .select(["sites.name as siteName", "siteSettings.disabledAtMs as siteDisabledAtMs"])
    .select(["keySettings.label", "keySettings.scopesJson", "keySettings.addressesJson", "keySettings.originsJson"])
    .select("keySettings.validUntilMs");
}

type Joined = Awaited<ReturnType<ReturnType<typeof selectKeys>["execute"]>>[number];

function keyRow(row: Joined): SiteKeyRow {
  return {
    ...row,
    label: row.label ?? ofReleaseOne.label,
    scopesJson: row.scopesJson ?? ofReleaseOne.scopesJson,
    addressesJson: row.addressesJson ?? ofReleaseOne.addressesJson,
    originsJson: row.originsJson ?? ofReleaseOne.originsJson,
  };
}

export async function putKeySettings(db: Db, settings: KeySettingsTable): Promise<void> {
  if (await insertIfAbsent(db, "keySettings", settings)) return;
  const { keyId, ...changes } = settings;
  await db.updateTable("keySettings").set(changes).where("keyId", "=", keyId).execute();
}

/** Keeps the moment of the first revocation. */
export async function revokeSiteKey(db: Db, keyId: string, nowMs: number): Promise<void> {
  await db
    .updateTable("siteKeys")
    .set({ revokedAtMs: nowMs })
    .where("id", "=", keyId)
    .where("revokedAtMs", "is", null)
    .execute();
}

/** Origins which some key in use allows: a browser asks about them before it may send the key. */
export async function listAllowedOrigins(db: Db, nowMs: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom("keySettings")
    .innerJoin("siteKeys", "siteKeys.id", "keySettings.keyId")
    .select("keySettings.originsJson")
    .where("keySettings.originsJson", "!=", "[]")
    .where("siteKeys.revokedAtMs", "is", null)
    .where((eb) => eb.or([eb("keySettings.validUntilMs", "is", null), eb("keySettings.validUntilMs", ">", nowMs)]))
    .execute();
  return new Set(rows.flatMap((row) => JSON.parse(row.originsJson) as string[]));
}
