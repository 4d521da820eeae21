// What a statement over two tables was about to change, as it is kept with the try that sent it. Read strictly: over the
// webhook it came back in an answer that anybody on the way could have written.
import type { MemberColumns } from "@dedepay/gateway";

/** The statement would have led from one state of the member to the other; `info` is what the order's text would say. */
export type Interruption =
  | { readonly what: "card"; readonly card: number }
  | {
      readonly what: "gold" | "rank";
      readonly before: MemberColumns;
      readonly after: MemberColumns;
      readonly info: string;
    };

const columns = ["gold", "rank", "uptime", "exptime", "scores", "settled"] as const;
const infoRule = /^(?:\+\d{1,8}|rank \d{1,5}, \d{1,5} days) \[dedepay \w{8}\]$/;

/** Of what was kept of a try; undefined where it holds none. */
export function readInterruption(excerpt: string | null): Interruption | undefined {
  if (excerpt === null || !excerpt.startsWith("{")) return undefined;
  try {
    return parseInterruption((JSON.parse(excerpt) as { interruption?: unknown }).interruption);
  } catch (error) {
    // Some page's answer, or the beginning of one.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function parseInterruption(value: unknown): Interruption | undefined {
  if (!isRecord(value)) return undefined;
  const { what, card, before, after, info } = value;
  if (what === "card") return isWhole(card) ? { what, card } : undefined;
  if (what !== "gold" && what !== "rank") return undefined;
  if (!isMember(before) || !isMember(after) || typeof info !== "string" || !infoRule.test(info)) return undefined;
  return { what, before, after, info };
}

function isMember(value: unknown): value is MemberColumns {
  return isRecord(value) && columns.every((name) => isWhole(value[name]));
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
