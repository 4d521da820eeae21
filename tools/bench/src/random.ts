// Chance that can be repeated: everything in a corpus follows from one seed, written as text.
import { createHash } from "node:crypto";

export type Random = {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** One of them, each as likely as the other. */
  pick<T>(choices: readonly T[]): T;
  /** True in this share of cases. */
  chance(share: number): boolean;
  digits(count: number): string;
};

/** The generator of one seed: xorshift over 32 bits, begun from a hash of the text. */
export function randomOf(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick(choices) {
      const chosen = choices[below(choices.length)];
      if (chosen === undefined) throw new RangeError("nothing to choose from");
      return chosen;
    },
    chance: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(""),
  };
}
