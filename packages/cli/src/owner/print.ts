// What the owner's commands print: one JSON document for programs, Chinese first for people.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export type Printing = { readonly json?: true };

/** `text` is made only where it is printed. */
export function print(surroundings: Surroundings, flags: Printing, o: { document: unknown; text: () => string }): void {
  surroundings.out(flags.json === true ? `${JSON.stringify(o.document, undefined, 2)}\n` : `${o.text()}\n`);
}

/** A heading and its rows; empty lists say so. */
export function listText(head: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  return rows.length === 0 ? empty : textTable([head, ...rows]);
}

/** Beijing time to the minute, zone shown; "-" for none. */
export function beijingMoment(moment: unknown): string {
  return typeof moment === "string" ? `${beijingTime(Date.parse(moment)).slice(0, 16)} 北京` : "-";
}

/** The same to the second, for what happens several times in a minute. */
export function beijingSecond(moment: string): string {
  return `${beijingTime(Date.parse(moment))} 北京`;
}

/** A page of a list: heading and rows, what empty lists say, and how to go on. */
export function pageText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  o: { empty: string; nextCursor: string | null; below?: string },
): string {
  const more = o.nextCursor === null ? "" : `\n\n下一页 next page: --cursor ${o.nextCursor}`;
  const below = rows.length === 0 || o.below === undefined ? "" : `\n\n${o.below}`;
  return `${listText(head, rows, o.empty)}${more}${below}`;
}

/** "-" for what is not set. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "-";
  if (Array.isArray(value)) return value.length === 0 ? "-" : value.join(", ");
  return String(value);
}

export function yuanOf(fen: unknown): string {
  return typeof fen === "number" ? `¥${formatYuan(BigInt(fen))}` : "-";
}
