// The machine's randomness. Everything which needs an unguessable text gets it through this port.
import { randomBytes } from "node:crypto";

export interface RandomSource {
  /** Lower-case hexadecimal text of 2 × byteCount characters. */
  hex(byteCount: number): string;
}

const poolBytes = 8192;

/** Cryptographic randomness, drawn in blocks: one system call for hundreds of ids. */
export function createMachineRandom(): RandomSource {
  let pool = Buffer.alloc(0);
  let used = 0;
  return {
    hex(byteCount) {
      if (used + byteCount > pool.length) {
        pool = randomBytes(Math.max(poolBytes, byteCount));
        used = 0;
      }
      const text = pool.toString("hex", used, used + byteCount);
      used += byteCount;
      return text;
    },
  };
}
