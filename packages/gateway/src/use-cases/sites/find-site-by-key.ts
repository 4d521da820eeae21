// Finds whose key a request claims, and what it may do. The secret stays inside: the caller gets a comparison, not the key.
import { createHmac, timingSafeEqual } from "node:crypto";
import { findSiteKey, listAllowedOrigins } from "../../store/site-keys.ts";
import type { Context } from "../context.ts";
import { readKeySettings, type SiteKeySettings, type SiteKeyStanding, standingOf } from "./site-key-settings.ts";

export type SiteKey = Pick<SiteKeySettings, "scopes" | "addresses" | "origins"> & {
  keyId: string;
  siteId: string;
  siteName: string;
  /** Anything but `valid` opens nothing. */
  standing: SiteKeyStanding;
  /** Constant-time comparison of hex HMAC-SHA256(secret, message). */
  matches(message: Uint8Array | string, signatureHex: string): boolean;
};

/** undefined: no such key. Throws 1001 where the store is down. */
export async function findSiteByKey(context: Context, keyId: string): Promise<SiteKey | undefined> {
  const row = await context.store.run((db) => findSiteKey(db, keyId));
  if (row === undefined) return undefined;
  const matches = (message: Uint8Array | string, signatureHex: string): boolean => {
    if (!/^[0-9a-f]{64}$/.test(signatureHex)) return false;
    const secret = context.sealer.open(row.secretSealed, `site_keys/${row.id}/secret`);
    const expected = createHmac("sha256", secret).update(message).digest();
    return timingSafeEqual(expected, Buffer.from(signatureHex, "hex"));
  };
  const { scopes, addresses, origins } = readKeySettings(row);
  return {
    ...{ keyId: row.id, siteId: row.siteId, siteName: row.siteName, scopes, addresses, origins, matches },
    standing: standingOf(row, context.nowMs()),
  };
}

/** Whether some key in use may be used by a browser at this origin. Throws 1001. */
export async function allowsOrigin(context: Context, origin: string): Promise<boolean> {
  return (await context.store.run((db) => listAllowedOrigins(db, context.nowMs()))).has(origin);
}
