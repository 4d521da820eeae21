// Finds whose key a request claims. The secret stays inside: the caller gets a comparison, not the key.
import { createHmac, timingSafeEqual } from "node:crypto";
import { findSiteKey } from "../store/sites.ts";
import type { Context } from "./context.ts";

export type SiteKey = {
  keyId: string;
  siteId: string;
  siteName: string;
  revoked: boolean;
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
  return { keyId: row.id, siteId: row.siteId, siteName: row.siteName, revoked: row.revokedAtMs !== null, matches };
}
