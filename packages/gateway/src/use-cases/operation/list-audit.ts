// The audit log, newest first, page by page.
import { listAuditRows } from "../../store/audit.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { isoTime } from "../payments/describe-payment.ts";

export type ListAuditInput = {
  subject?: string;
  actor?: string;
  /** Exact, or all of one kind: `site.`. */
  action?: string;
  cursor?: string;
  limit: number;
};
export type AuditDocument = {
  id: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  request_id: string;
};
export type ListAuditResult = { data: AuditDocument[]; next_cursor: string | null };

/** Throws 1002 (a cursor that is none of ours). */
export async function listAudit(context: Context, input: ListAuditInput): Promise<ListAuditResult> {
  const { cursor, limit, ...filter } = input;
  const before = cursor === undefined ? undefined : readCursor(cursor, "aud");
  const rows = await context.store.run((db) => listAuditRows(db, { ...filter, before, limit: limit + 1 }));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      id: row.id,
      at: isoTime(row.createdAtMs),
      actor: row.actor,
      action: row.action,
      subject: row.subject,
      detail: JSON.parse(row.detailJson) as Record<string, unknown>,
      request_id: row.requestId,
    })),
    next_cursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
  };
}
