// Bytes that look random and repeat for a seed (SHA-256 in counter mode). For tests and simulation, never for secrets.
import { createHash } from "node:crypto";
import type { Randomness } from "../platform/platform.ts";

export function seededRandomness(seed: string): Randomness {
  let counter = 0;
  return {
    bytes(count) {
      const out = Buffer.alloc(count);
      for (let at = 0; at < count; at += 32) {
        createHash("sha256").update(`${seed}:${counter++}`).digest().copy(out, at);
      }
      return out;
    },
  };
}

/** Numbers from 0 to below 1 that repeat for a seed. */
export function seededNumbers(seed: string): () => number {
  const randomness = seededRandomness(seed);
  return () => Buffer.from(randomness.bytes(4)).readUInt32BE() / 2 ** 32;
}
