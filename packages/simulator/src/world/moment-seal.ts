// Texts which say when they were issued and for what, and which only this simulation can have made: nothing has to be
// remembered about them, however many there are.
import { createHmac } from "node:crypto";
import type { RandomSource } from "../platform/random.ts";

const momentBytes = 6;
const randomBytes = 6;
const headBytes = momentBytes + randomBytes;
const sealBytes = 12;

export class MomentSeal {
  readonly #random: RandomSource;
  readonly #secret: string;

  constructor(random: RandomSource) {
    this.#random = random;
    this.#secret = random.hex(32);
  }

  /** 32 characters of base64url, another one each time. */
  issue(purpose: string, nowMs: number): string {
    const head = Buffer.alloc(headBytes);
    head.writeUIntBE(nowMs, 0, momentBytes);
    head.write(this.#random.hex(randomBytes), momentBytes, "hex");
    return Buffer.concat([head, this.#seal(head, purpose)]).toString("base64url");
  }

  /** When the text was issued for this purpose (epoch ms); undefined where it never was. */
  issuedMs(purpose: string, text: string): number | undefined {
    const bytes = Buffer.from(text, "base64url");
    if (bytes.length !== headBytes + sealBytes) return undefined;
    const head = bytes.subarray(0, headBytes);
    return this.#seal(head, purpose).equals(bytes.subarray(headBytes)) ? head.readUIntBE(0, momentBytes) : undefined;
  }

  #seal(head: Buffer, purpose: string): Buffer {
    return createHmac("sha256", this.#secret).update(head).update(purpose).digest().subarray(0, sealBytes);
  }
}
