import { expect, it } from "vitest";
import { systemRandomness } from "./system-randomness.ts";

it("gives as many bytes as asked for, and none of them twice", () => {
  const randomness = systemRandomness();
  const counts = [26, 32, 4090, 16, 5000, 4096, 1];
  expect(counts.map((count) => randomness.bytes(count).length)).toEqual(counts);
  const pieces = Array.from({ length: 2000 }, () => Buffer.from(randomness.bytes(16)).toString("hex"));
  expect(new Set(pieces).size).toBe(2000);
});
