import { describe, expect, it } from "vitest";
import { seededRandomness } from "../testing/seeded-randomness.ts";
import { SealBroken, Sealer } from "./sealer.ts";

const sealer = new Sealer(Buffer.alloc(32, 1), seededRandomness("seal"));

describe("a sealed secret", () => {
  const sealed = sealer.seal("安全校验码", "accounts/a/secrets");

  it("opens at its own place", () => {
    expect(sealer.open(sealed, "accounts/a/secrets")).toBe("安全校验码");
  });

  it("does not show the secret, nor that two are equal", () => {
    expect(Buffer.from(sealed).includes(Buffer.from("安全校验码"))).toBe(false);
    expect(sealer.seal("安全校验码", "accounts/a/secrets")).not.toEqual(sealed);
  });

  it("does not open at another place, with another key, or changed anywhere", () => {
    expect(() => sealer.open(sealed, "accounts/b/secrets")).toThrow(SealBroken);
    const other = new Sealer(Buffer.alloc(32, 2), seededRandomness("other"));
    expect(() => other.open(sealed, "accounts/a/secrets")).toThrow(SealBroken);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(changed, "accounts/a/secrets")).toThrow(SealBroken);
    }
    expect(() => sealer.open(sealed.subarray(0, 20), "accounts/a/secrets")).toThrow(SealBroken);
  });
});

it("refuses a master key of another length", () => {
  expect(() => new Sealer(Buffer.alloc(31), seededRandomness("x"))).toThrow(RangeError);
});

describe("while the master key is rotated", () => {
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const place = "accounts/a/secrets";
  let keys = [old];
  const turning = new Sealer(() => keys, seededRandomness("turning"));

  it("seals with the first key, opens with each, and learns of a change by itself", () => {
    const before = turning.seal("before", place);
    keys = [fresh, old];
    const after = turning.seal("after", place);
    expect(turning.open(before, place)).toBe("before");
    expect(new Sealer(fresh, seededRandomness("x")).open(after, place)).toBe("after");
    const resealed = turning.reseal(before, place);
    expect(resealed && new Sealer(fresh, seededRandomness("x")).open(resealed, place)).toBe("before");
    expect(turning.reseal(after, place)).toBeUndefined();
    keys = [fresh];
    expect(turning.open(after, place)).toBe("after");
  });

  it("finds a key which it has not met where none of its own opens", () => {
    const elsewhere = new Sealer(Buffer.alloc(32, 3), seededRandomness("y")).seal("made by another process", place);
    keys = [Buffer.alloc(32, 3), fresh];
    expect(turning.open(elsewhere, place)).toBe("made by another process");
  });

  it("seals nothing under a key which is none", () => {
    keys = [];
    expect(() => turning.seal("x", place)).toThrow(RangeError);
    keys = [Buffer.alloc(16)];
    expect(() => turning.seal("x", place)).toThrow(RangeError);
  });
});
