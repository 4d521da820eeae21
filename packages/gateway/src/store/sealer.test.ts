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
