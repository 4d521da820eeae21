// The owner's work with the keys of sites: make, change, rotate with an overlap, revoke. A secret leaves here once.
import { DedepayError } from "@dedepay/errors";
import { newSecret } from "../../platform/ids.ts";
import { findSiteKey, insertSiteKey, listSiteKeyRows, putKeySettings, revokeSiteKey } from "../../store/site-keys.ts";
import { findSite } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { type AuditValue, actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter, notFound } from "../refusals.ts";
import {
  checkKeySettings,
  describeSiteKey,
  everything,
  readKeySettings,
  type SiteKeySettings,
  type SiteKeyView,
  settingsRow,
} from "./site-key-settings.ts";

/** The secret is shown this once and never again. */
export type NewSiteKey = SiteKeyView & { secret: string };

export type AddSiteKeyInput = ByOwner & { siteId: string } & Partial<SiteKeySettings>;
export type ChangeSiteKeyInput = ByOwner & { keyId: string } & Partial<SiteKeySettings>;
export type RotateSiteKeyInput = ByOwner & {
  keyId: string;
  /** Until when the old key works beside the new one. */
  oldValidUntilMs: number;
};
export type RevokeSiteKeyInput = ByOwner & { keyId: string };

const longestOverlapMs = 90 * 24 * 3600 * 1000;

/** Throws 1002, 1009. */
export async function addSiteKey(context: Context, input: AddSiteKeyInput): Promise<NewSiteKey> {
  const settings = { ...everything, ...given(input) };
  checkKeySettings(settings);
  return context.store.inTransaction(async (db) => {
    if ((await findSite(db, input.siteId)) === undefined) throw notFound({ zh: "站点", en: "site" }, input.siteId);
    return makeKey(context, db, { siteId: input.siteId, settings, by: input, action: "site_key.added" });
  });
}

/** Throws 1002, 1009. A list which is left out stays as it is. */
export async function changeSiteKey(context: Context, input: ChangeSiteKeyInput): Promise<SiteKeyView> {
  return context.store.inTransaction(async (db) => {
    const row = await keyOrThrow(db, input.keyId);
    const before = readKeySettings(row);
    const settings = { ...before, ...given(input) };
    checkKeySettings(settings);
    await putKeySettings(db, settingsRow(row.id, settings, row.validUntilMs));
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site_key.changed",
      subject: row.id,
      before: audited(before),
      after: audited(settings),
      requestId: input.requestId,
    });
    return describeSiteKey({ ...row, ...settingsRow(row.id, settings, row.validUntilMs) }, context.nowMs());
  });
}

/** A new key that may do the same; the old one ends at the given time. Throws 1002, 1009, 1010 (the old one is over already). */
export async function rotateSiteKey(context: Context, input: RotateSiteKeyInput): Promise<NewSiteKey> {
  const nowMs = context.nowMs();
  if (input.oldValidUntilMs < nowMs || input.oldValidUntilMs > nowMs + longestOverlapMs) {
    throw invalidParameter("old_valid_until", {
      zh: "旧密钥的失效时间须在现在之后、90 天之内",
      en: "The old key's end lies between now and 90 days from now",
    });
  }
  return context.store.inTransaction(async (db) => {
    const row = await keyOrThrow(db, input.keyId);
    const view = describeSiteKey(row, nowMs);
    if (view.standing === "revoked" || view.standing === "expired") throw keyIsOver(row.id, view.standing);
    const settings = readKeySettings(row);
    const until = Math.min(input.oldValidUntilMs, row.validUntilMs ?? Number.POSITIVE_INFINITY);
    await putKeySettings(db, settingsRow(row.id, settings, until));
    const made = await makeKey(context, db, {
      siteId: row.siteId,
      settings,
      by: input,
      action: "site_key.rotated",
      replaces: { oldKeyId: row.id, oldValidUntil: isoTime(until) },
    });
    context.log.info({ requestId: input.requestId, keyId: row.id, newKeyId: made.id }, "site key rotated");
    return made;
  });
}

/** At once and for good. Repeating it is harmless. Throws 1009. */
export async function revokeKey(context: Context, input: RevokeSiteKeyInput): Promise<SiteKeyView> {
  return context.store.inTransaction(async (db) => {
    const row = await keyOrThrow(db, input.keyId);
    const nowMs = context.nowMs();
    if (row.revokedAtMs !== null) return describeSiteKey(row, nowMs);
    await revokeSiteKey(db, row.id, nowMs);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "site_key.revoked",
      subject: row.id,
      after: { siteId: row.siteId },
      requestId: input.requestId,
    });
    return describeSiteKey({ ...row, revokedAtMs: nowMs }, nowMs);
  });
}

/** Of one site, or of all. Throws 1009. */
export async function listSiteKeys(context: Pick<Context, "store" | "nowMs">, siteId?: string): Promise<SiteKeyView[]> {
  return context.store.run(async (db) => {
    if (siteId !== undefined && (await findSite(db, siteId)) === undefined) {
      throw notFound({ zh: "站点", en: "site" }, siteId);
    }
    return (await listSiteKeyRows(db, siteId)).map((row) => describeSiteKey(row, context.nowMs()));
  });
}

export type MakingKey = {
  siteId: string;
  settings: SiteKeySettings;
  by: ByOwner;
  action: string;
  replaces?: Record<string, AuditValue>;
};

/** Inside the caller's unit of work: the key, its settings, its line in the audit log. */
export async function makeKey(context: Context, db: Db, making: MakingKey): Promise<NewSiteKey> {
  const { siteId, settings, by, action, replaces } = making;
  const id = context.newId("key");
  const secret = newSecret("sec", context.platform.randomness);
  const createdAtMs = context.nowMs();
  const secretSealed = context.sealer.seal(secret, `site_keys/${id}/secret`);
  await insertSiteKey(
    db,
    { id, siteId, secretSealed, revokedAtMs: null, createdAtMs },
    settingsRow(id, settings, null),
  );
  const { requestId } = by;
  const after = { siteId, ...audited(settings), ...replaces };
  await recordAudit(context, db, { actor: actorOf(by), action, subject: id, after, requestId });
  const view = { id, siteId, standing: "valid" as const, validUntilMs: undefined, revokedAtMs: undefined, createdAtMs };
  return { ...settings, ...view, secret };
}

async function keyOrThrow(db: Db, keyId: string): Promise<NonNullable<Awaited<ReturnType<typeof findSiteKey>>>> {
  const row = await findSiteKey(db, keyId);
  if (row === undefined) throw notFound({ zh: "API 密钥", en: "API key" }, keyId);
  return row;
}

/** What was said of the settings; the rest stays. */
function given(input: Partial<SiteKeySettings>): Partial<SiteKeySettings> {
  const { label, scopes, addresses, origins } = input;
  return {
    ...(label !== undefined && { label }),
    ...(scopes !== undefined && { scopes }),
    ...(addresses !== undefined && { addresses }),
    ...(origins !== undefined && { origins }),
  };
}

function audited({ label, scopes, addresses, origins }: SiteKeySettings): Record<string, AuditValue> {
  return { label, scopes, addresses, origins };
}

function keyIsOver(keyId: string, standing: string): DedepayError {
  return new DedepayError(1010, {
    param: "id",
    owner: "merchant",
    detail: {
      zh: `API 密钥 ${keyId} 已${standing === "revoked" ? "停用" : "过期"}，不能轮换；请新建一个`,
      en: `API key ${keyId} is ${standing} and can't be rotated; make a new one`,
    },
  });
}
