import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MarkAutomaton } from "./mark-automaton.ts";

describe("an automaton of marks", () => {
  it("finds the end of the first word, as a search for each word alone does", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "A", "-"), maxLength: 30 });
    const word = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), letters, fc.nat(5), (words, text, from) => {
        const low = text.toLowerCase();
        const ends = words.flatMap((one) => {
          const at = low.indexOf(one, from);
          return at === -1 ? [] : [at + one.length - 1];
        });
        const bytes = Buffer.from(text);
        expect(new MarkAutomaton(words).indexOf(bytes, from, bytes.length)).toBe(
          ends.length === 0 ? -1 : Math.min(...ends),
        );
      }),
      { numRuns: 300 },
    );
  });
});
