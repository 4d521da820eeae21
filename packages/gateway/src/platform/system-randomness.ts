// Random bytes of the operating system, fetched in larger pieces: a call for each id would cost more than the id.
import { randomBytes } from "node:crypto";
import type { Randomness } from "./platform.ts";

const poolBytes = 4096;

/** No byte is given out twice. */
export function systemRandomness(): Randomness {
  let pool = Buffer.alloc(0);
  let given = 0;
  return {
    bytes(count) {
      if (count > poolBytes) return randomBytes(count);
      if (pool.length - given < count) {
        pool = randomBytes(poolBytes);
        given = 0;
      }
      given += count;
      return pool.subarray(given - count, given);
    },
  };
}
