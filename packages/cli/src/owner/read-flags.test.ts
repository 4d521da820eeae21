import { describe, expect, it } from "vitest";
import { readCount, readDuration, readHours, readList, readMoment, readYuan } from "./read-flags.ts";

describe("a value on the command line", () => {
  it("is a list by commas or by repeating the flag", () => {
    expect(readList("a, b,", readList("c"))).toEqual(["c", "a", "b"]);
    expect(readList("none", ["a"])).toEqual([]);
  });

  it("is a day of Beijing or a moment with its zone", () => {
    expect(readMoment("2027-01-31")).toBe(Date.parse("2027-01-30T16:00:00Z"));
    expect(readMoment("2027-01-31T00:00:00Z")).toBe(Date.parse("2027-01-31T00:00:00Z"));
    expect(readMoment("none")).toBe("none");
    for (const text of ["tomorrow", "2027-13-01", "2027-01-31T00:00:00"]) {
      expect(() => readMoment(text)).toThrow("2027-01-31");
    }
  });

  it("is how long", () => {
    const texts = ["30s", "15m", "12h", "7d"];
    expect(texts.map(readDuration)).toEqual([30_000, 900_000, 43_200_000, 604_800_000]);
    for (const text of ["7", "d", "-1d", "1w"]) expect(() => readDuration(text)).toThrow("7d");
  });

  it("is a number of whole hours", () => {
    expect(["0h", "24h", "7d"].map(readHours)).toEqual([0, 24, 168]);
    for (const text of ["30m", "1"]) expect(() => readHours(text)).toThrow("24h");
  });

  it("is an amount in yuan, to the fen", () => {
    expect([readYuan("500"), readYuan("0.5"), readYuan("12.34"), readYuan("none")]).toEqual([
      50_000n,
      50n,
      1234n,
      "none",
    ]);
    for (const text of ["1.234", "-1", "1e3", ""]) expect(() => readYuan(text)).toThrow("500");
  });

  it("is a count within its bounds", () => {
    expect(readCount(500)("500")).toBe(500);
    for (const text of ["0", "501", "x"]) expect(() => readCount(500)(text)).toThrow("500");
  });
});
