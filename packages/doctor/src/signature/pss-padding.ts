// RSA-PSS (RFC 8017, 9.1.2): Alipay signs and verifies PKCS #1 v1.5 only. What libraries call RSA-PSS leaves another padding, in
// which the salt lies open, so that any text can be compared.
import { hash } from "node:crypto";

type PssHash = "sha1" | "sha256" | "sha512";

type PssContent = { readonly hash: PssHash; readonly digest: string; readonly salt: Buffer };

const trailer = 0xbc;
const lengths: ReadonlyArray<readonly [PssHash, number]> = [
  ["sha256", 32],
  ["sha1", 20],
  ["sha512", 64],
];

/** What a signature holds after the key was applied to it; undefined where that is no PSS. */
export function pssContent(encoded: Buffer): PssContent | undefined {
  if (encoded.at(-1) !== trailer) return undefined;
  for (const [name, length] of lengths) {
    const dbLength = encoded.length - length - 1;
    if (dbLength <= 0) continue;
    const digest = encoded.subarray(dbLength, -1);
    const db = unmasked(encoded.subarray(0, dbLength), name, digest);
    const one = db.findIndex((byte) => byte !== 0);
    if (db[one] === 1) return { hash: name, digest: digest.toString("hex"), salt: db.subarray(one + 1) };
  }
  return undefined;
}

/** The digest which a text has under that salt. */
export function pssDigest(
  { hash: name, salt }: { readonly hash: string; readonly salt: Buffer },
  text: Uint8Array,
): string {
  return hash(name, Buffer.concat([Buffer.alloc(8), hash(name, text, "buffer"), salt]), "hex");
}

function unmasked(masked: Buffer, name: PssHash, seed: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let length = 0, counter = 0; length < masked.length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const block = hash(name, Buffer.concat([seed, count]), "buffer");
    blocks.push(block);
    length += block.length;
  }
  const mask = Buffer.concat(blocks);
  const plain = Buffer.from(masked.map((byte, index) => byte ^ (mask[index] ?? 0)));
  // One bit less than the modulus has.
  plain[0] = (plain[0] ?? 0) & 0x7f;
  return plain;
}
