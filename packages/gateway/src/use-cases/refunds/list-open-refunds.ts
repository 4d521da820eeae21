// Refunds of all sites by state, for the owner: which of them wait for a person.
import { listRefundRows } from "../../store/refunds.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { describeRefund, type RefundDocument, type RefundStateName } from "./refund-document.ts";

export type ListOpenRefundsInput = { state: RefundStateName; limit?: number; cursor?: string };
export type ListOpenRefundsResult = { data: RefundDocument[]; next_cursor: string | null };

const usualLimit = 50;

/** Newest first. Throws 1002 (cursor). */
export async function listOpenRefunds(context: Context, input: ListOpenRefundsInput): Promise<ListOpenRefundsResult> {
  const limit = input.limit ?? usualLimit;
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor, "ref");
  const rows = await context.store.run((db) => listRefundRows(db, { state: input.state, before, limit }));
  const last = rows.at(-1);
  const about = { publicUrl: context.publicUrl(), nowMs: context.nowMs() };
  return {
    data: rows.map((row) => describeRefund(row, about)),
    next_cursor: rows.length < limit || last === undefined ? null : writeCursor(last),
  };
}
