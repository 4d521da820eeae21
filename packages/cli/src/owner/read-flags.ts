// Values on the command line: lists, moments, amounts. Each names what it expected.
import { InvalidArgumentError } from "commander";

/** "a,b" and repeated flags alike; "none" empties the list. */
export function readList(text: string, before: readonly string[] = []): string[] {
  if (text === "none") return [];
  const words = text.split(",").map((word) => word.trim());
  return [...before, ...words.filter((word) => word !== "")];
}

const beijingOffset = "+08:00";

/** What takes a value away. No `null`: commander makes an empty text of it. */
export type None = "none";

/** A day (from its first moment in Beijing) or a moment with its zone: epoch milliseconds. "none" takes a date away. */
export function readMoment(text: string): number | None {
  if (text === "none") return text;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const ms = isDay ? Date.parse(`${text}T00:00:00${beijingOffset}`) : Date.parse(text);
  const hasZone = isDay || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (hasZone && Number.isFinite(ms)) return ms;
  throw new InvalidArgumentError("2027-01-31, 2027-01-31T08:00:00+08:00, none");
}

const unitsMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How long, as "30s", "15m", "12h" or "7d": milliseconds. */
export function readDuration(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,4})([smhd])$/.exec(text) ?? [];
  if (count !== "") return Number(count) * (unitsMs[unit] ?? 0);
  throw new InvalidArgumentError("30s, 15m, 12h, 7d");
}

/** Whole hours, as "0h", "24h" or "7d": their number. */
export function readHours(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,4})([hd])$/.exec(text) ?? [];
  if (count !== "") return Number(count) * (unit === "d" ? 24 : 1);
  throw new InvalidArgumentError("0h, 24h, 7d");
}

/** Yuan with at most two decimals, as fen; "none" is no limit. */
export function readYuan(text: string): bigint | None {
  if (text === "none") return text;
  const [, yuan = "", fen = ""] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (yuan !== "") return BigInt(yuan) * 100n + BigInt(fen.padEnd(2, "0"));
  throw new InvalidArgumentError("500, 500.00, none");
}

/** A whole number from 1 to `most`. */
export function readCount(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d{1,6}$/.test(text) && count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`1 … ${most}`);
  };
}
