// The key that a site and we sign with, in the old protocol's form.
import type { Sealer } from "../store/sealer.ts";
import type { LookAlikeKeysTable } from "../store/tables/look-alike.ts";

export function keyPlace(partner: string): string {
  return `look_alike_keys/${partner}/key`;
}

/** In clear. Throws SealBroken. */
export function openKey({ sealer }: { sealer: Sealer }, key: LookAlikeKeysTable): string {
  return sealer.open(key.keySealed, keyPlace(key.id));
}
