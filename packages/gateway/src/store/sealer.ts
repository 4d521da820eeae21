// Seals secrets before they reach the store: AES-256-GCM under the master key, bound to the place where they are kept.
// A row copied to another place, or changed, does not open.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Randomness } from "../platform/platform.ts";

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;

export class Sealer {
  readonly #key: Uint8Array;
  readonly #randomness: Randomness;

  /** `masterKey` is 32 bytes. Throws RangeError otherwise. */
  constructor(masterKey: Uint8Array, randomness: Randomness) {
    if (masterKey.byteLength !== 32) throw new RangeError(`master key has ${masterKey.byteLength} bytes, needs 32`);
    this.#key = Uint8Array.from(masterKey);
    this.#randomness = randomness;
  }

  /** `place` names table, row and column, for example `accounts/acc_x/secrets`. */
  seal(text: string, place: string): Uint8Array {
    const nonce = this.#randomness.bytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws where the master key is another one, or the bytes were changed or moved. */
  open(bytes: Uint8Array, place: string): string {
    const all = Buffer.from(bytes);
    if (all[0] !== formatVersion || all.length < 1 + nonceBytes + tagBytes) throw new SealBroken(place);
    const nonce = all.subarray(1, 1 + nonceBytes);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce);
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(all.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
    try {
      return decipher.update(all.subarray(1 + nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
    } catch (error) {
      throw new SealBroken(place, error);
    }
  }
}

/** The master key does not fit what is stored at `place`. */
export class SealBroken extends Error {
  readonly place: string;

  constructor(place: string, cause?: unknown) {
    super(`the secret at ${place} does not open with this master key`, cause === undefined ? {} : { cause });
    this.name = "SealBroken";
    this.place = place;
  }
}
