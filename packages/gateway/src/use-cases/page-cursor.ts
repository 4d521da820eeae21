// Where a page of a list ended: the time and the id of its last row. Opaque to callers.
import { invalidParameter } from "./refusals.ts";

export type PagePosition = { createdAtMs: number; id: string };

export function writeCursor(at: PagePosition): string {
  return `${at.createdAtMs}-${at.id}`;
}

/** `prefix` of the ids in this list. Throws 1002 for what is no cursor of it. */
export function readCursor(text: string, prefix: string): PagePosition {
  const [, ms, id] = /^(\d{1,15})-([a-z]{2,5}_[0-9a-z]{1,40})$/u.exec(text) ?? [];
  if (ms !== undefined && id?.startsWith(`${prefix}_`) === true) return { createdAtMs: Number(ms), id };
  throw invalidParameter("cursor", {
    zh: "cursor 不是上一页返回的 next_cursor",
    en: "cursor is not a next_cursor of an earlier page",
  });
}
