import fc from "fast-check";
import { expect, test } from "vitest";
import { AlipayError } from "./alipay-error.ts";
import { beijingTime, parseBeijingTime } from "./beijing-time.ts";

test("a time is written eight hours ahead of UTC, across the year's end", () => {
  expect(beijingTime(Date.UTC(2023, 11, 31, 15, 59, 59, 999))).toBe("2023-12-31 23:59:59");
  expect(beijingTime(Date.UTC(2023, 11, 31, 16, 0, 0))).toBe("2024-01-01 00:00:00");
});

test("the machine's own zone changes nothing", () => {
  const before = process.env["TZ"];
  try {
    for (const zone of ["America/New_York", "Asia/Kathmandu", "UTC"]) {
      process.env["TZ"] = zone;
      expect(beijingTime(1_704_067_200_000)).toBe("2024-01-01 08:00:00");
      expect(parseBeijingTime("2024-03-10 02:30:00")).toBe(Date.UTC(2024, 2, 9, 18, 30));
    }
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("a fraction of a second, as gmt_refund carries it, is read", () => {
  expect(parseBeijingTime("2024-01-01 08:00:00.5")).toBe(1_704_067_200_500);
});

test.each([
  "2024-02-30 00:00:00",
  "2023-02-29 00:00:00",
  "0050-01-01 00:00:00",
  "2024-13-01 00:00:00",
  "2024-01-01 24:00:00",
  "2024-01-01 00:00:60",
  "2024-1-1 00:00:00",
  "2024-01-01",
  "",
])("%j is no time", (text) => {
  expect(() => parseBeijingTime(text)).toThrow(AlipayError);
});

test("a time that has no four-digit year is an AlipayError, not a RangeError", () => {
  for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15]) {
    expect(() => beijingTime(ms)).toThrow(AlipayError);
  }
});

test("every second survives the way to text and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000_000, max: 100_000_000_000 }), (seconds) => {
      expect(parseBeijingTime(beijingTime(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});
