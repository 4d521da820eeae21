// Alipay writes every time of day in Beijing time (UTC+8, no summer time) without saying so.
// These two functions never look at the machine's own zone.

import { AlipayError } from "./alipay-error.ts";

const beijingOffsetMs = 8 * 3_600_000;
// Anything outside has no yyyy-MM-dd form with four digits of year.
const earliestMs = Date.UTC(1000, 0, 1);
const latestMs = Date.UTC(9999, 11, 31);

/** Epoch milliseconds to "yyyy-MM-dd HH:mm:ss" in Beijing; parts of a second are cut off. */
export function beijingTime(ms: number): string {
  if (!(ms >= earliestMs && ms <= latestMs)) {
    throw new AlipayError("invalid_argument", "时间有误 (the time is not epoch milliseconds of a four-digit year)", {
      violations: [{ field: "time", rule: "epoch_milliseconds", value: String(ms) }],
    });
  }
  return new Date(ms + beijingOffsetMs).toISOString().slice(0, 19).replace("T", " ");
}

/** "yyyy-MM-dd HH:mm:ss" with an optional fraction, read as Beijing time, to epoch milliseconds; AlipayError `invalid_argument` otherwise. */
export function parseBeijingTime(text: string): number {
  const ms = readBeijingTime(text);
  if (ms !== undefined) return ms;
  const value = typeof text === "string" ? text.slice(0, 40) : typeof text;
  throw new AlipayError(
    "invalid_argument",
    `时间写法有误 (not a Beijing time yyyy-MM-dd HH:mm:ss): ${JSON.stringify(value)}`,
    {
      violations: [{ field: "time", rule: "beijing_time", value, limit: "yyyy-MM-dd HH:mm:ss" }],
    },
  );
}

/** As parseBeijingTime, but undefined where the text is no such time (the 30th of February included). */
export function readBeijingTime(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const parts = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/u.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const atMidnight = new Date(Date.UTC(year, month - 1, day));
  // Days and months that there are not roll over, and years before 100 count from 1900.
  const isDay =
    atMidnight.getUTCFullYear() === year && atMidnight.getUTCMonth() === month - 1 && atMidnight.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const fractionMs = Number((parts[7] ?? "").padEnd(3, "0"));
  return atMidnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs - beijingOffsetMs;
}
