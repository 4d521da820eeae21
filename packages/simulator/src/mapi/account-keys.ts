// The keys with which Alipay signs for a partner.
import type { Accounts } from "../world/accounts.ts";
import type { MapiPartner } from "../world/world.ts";
import type { MapiSignKeys } from "./signed-text.ts";

/** Alipay's side of a partner's keys. */
export function signKeysOf(accounts: Accounts, partner: MapiPartner): MapiSignKeys {
  const keys = accounts.keys(partner);
  return { md5Key: partner.md5Key, privateKey: keys.alipayPrivateKey, publicKey: keys.merchantPublicKey };
}
