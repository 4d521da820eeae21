// Seals secrets before they reach the store: AES-256-GCM under the master key, bound to the place where they are kept.
// A row copied to another place, or changed, does not open. While the master key is being rotated two keys open.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Randomness } from "../platform/platform.ts";

/**
 * The keys of this moment, 32 bytes each: the first seals, each of them opens. Asked before each sealing, so that a process
 * which runs while the key is rotated seals with the new one; and where what is known opens nothing.
 */
export type MasterKeys = () => readonly Uint8Array[];

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

type Keys = readonly [Uint8Array, ...Uint8Array[]];
type Opened = { text: string; index: number };

export class Sealer {
  readonly #keys: MasterKeys;
  readonly #randomness: Randomness;
  #known: Keys;

  /** A key of other than 32 bytes, or none, is a RangeError here and at every use. */
  constructor(masterKey: Uint8Array | MasterKeys, randomness: Randomness) {
    const copy = masterKey instanceof Uint8Array ? [Uint8Array.from(masterKey)] : undefined;
    this.#keys = copy === undefined ? (masterKey as MasterKeys) : () => copy;
    this.#randomness = randomness;
    this.#known = this.#read();
  }

  /** `place` names table, row and column, for example `accounts/acc_x/secrets`. */
  seal(text: string, place: string): Uint8Array {
    const [key] = this.#read();
    const nonce = this.#randomness.bytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws SealBroken where the master key is another one, or the bytes were changed or moved. */
  open(bytes: Uint8Array, place: string): string {
    return this.#openAny(bytes, place).text;
  }

  /** What `bytes` say, sealed anew under the first key; undefined where they are already. Throws SealBroken. */
  reseal(bytes: Uint8Array, place: string): Uint8Array | undefined {
    this.#read();
    const { text, index } = this.#openAny(bytes, place);
    return index === 0 ? undefined : this.seal(text, place);
  }

  #openAny(bytes: Uint8Array, place: string): Opened {
    const all = Buffer.from(bytes);
    if (all[0] !== formatVersion || all.length < 1 + nonceBytes + tagBytes) throw new SealBroken(place);
    const opened = openWithAny(this.#known, all, place) ?? openWithAny(this.#read(), all, place);
    if (opened === undefined) throw new SealBroken(place);
    return opened;
  }

  #read(): Keys {
    const keys = this.#keys();
    const wrong = keys.find((key) => key.byteLength !== keyBytes);
    if (wrong !== undefined) throw new RangeError(`master key has ${wrong.byteLength} bytes, needs ${keyBytes}`);
    const [first, ...others] = keys;
    if (first === undefined) throw new RangeError("there is no master key");
    this.#known = [first, ...others];
    return this.#known;
  }
}

function openWithAny(keys: readonly Uint8Array[], all: Buffer, place: string): Opened | undefined {
  for (const [index, key] of keys.entries()) {
    try {
      return { text: openWith(key, all, place), index };
    } catch {
      // OpenSSL has one answer for every reason: another key, other bytes, another place.
    }
  }
  return undefined;
}

function openWith(key: Uint8Array, all: Buffer, place: string): string {
  const decipher = createDecipheriv("aes-256-gcm", key, all.subarray(1, 1 + nonceBytes));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(all.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
  return decipher.update(all.subarray(1 + nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
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
