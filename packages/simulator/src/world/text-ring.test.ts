import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextRing } from "./text-ring.ts";

describe("a ring of texts", () => {
  it("gives back the latest texts, at least one buffer's worth, under their numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 20 })), (texts) => {
        const ring = new TextRing(100);
        for (const text of texts) ring.add(text);
        const kept = ring.after(0);
        expect(kept).toEqual(texts.slice(texts.length - kept.length));
        const bytes = (some: string[]): number => some.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
        expect(bytes(kept)).toBeLessThanOrEqual(200);
        if (kept.length < texts.length) expect(bytes(kept)).toBeGreaterThan(100);
        expect(ring.lastNumber).toBe(texts.length);
        expect(ring.after(texts.length - 1)).toEqual(texts.slice(-1));
      }),
    );
  });
});
