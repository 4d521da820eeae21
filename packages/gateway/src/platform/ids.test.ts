import { expect, it } from "vitest";
import { seededRandomness } from "../testing/seeded-randomness.ts";
import { newId } from "./ids.ts";

it("makes ids that say what they name and differ in 160 random bits", () => {
  const randomness = seededRandomness("ids");
  const ids = Array.from({ length: 1000 }, () => newId("pay", randomness));
  expect(ids.every((id) => /^pay_[0-9a-hjkmnp-tv-z]{32}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(1000);
  const letters = new Set(ids.join("").replaceAll("pay_", ""));
  expect(letters.size).toBe(32);
});
