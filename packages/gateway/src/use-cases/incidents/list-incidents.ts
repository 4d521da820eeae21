// What went wrong: by cause, one after the other, and one with all that is known of it.
import {
  findIncident,
  listIncidentChanges,
  listIncidentRows,
  listIncidentSubjects,
  sumOpenCauses,
} from "../../store/incidents.ts";
import type { Context } from "../context.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { notFound } from "../refusals.ts";
import { causeUrl, describeIncidents, type IncidentDocument, orderNumbers } from "./describe-incident.ts";
import { type Severity, severityOf } from "./incident-causes.ts";

export type ListIncidentsInput = {
  state?: "open" | "resolved";
  cause?: string;
  paymentId?: string;
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: string;
};
export type ListIncidentsResult = { data: IncidentDocument[]; next_cursor: string | null };

const usualLimit = 50;
const shownSubjects = 100;

/** Seen last first. Throws 1002 (cursor). */
export async function listIncidents(
  context: Pick<Context, "store" | "publicUrl">,
  input: ListIncidentsInput,
): Promise<ListIncidentsResult> {
  const limit = input.limit ?? usualLimit;
  const position = input.cursor === undefined ? undefined : readCursor(input.cursor, "inc");
  return context.store.run(async (db) => {
    const rows = await listIncidentRows(db, {
      ...input,
      limit,
      before: position && { lastSeenAtMs: position.createdAtMs, id: position.id },
    });
    const last = rows.at(-1);
    return {
      data: await describeIncidents(db, rows, context.publicUrl()),
      next_cursor:
        rows.length < limit || last === undefined ? null : writeCursor({ createdAtMs: last.lastSeenAtMs, id: last.id }),
    };
  });
}

export type CauseDocument = {
  cause: string;
  severity: Severity;
  cause_url: string;
  incidents: number;
  count: number;
  payments: number;
  amount_fen: number;
  first_seen_at: string;
  last_seen_at: string;
  /** Of the incident seen last. */
  title: { zh: string; en: string };
};

/** What is open now, grouped by cause, seen last first. */
export async function listIncidentCauses(context: Pick<Context, "store" | "publicUrl">): Promise<CauseDocument[]> {
  return context.store.run(async (db) => {
    const documents: CauseDocument[] = [];
    for (const sum of await sumOpenCauses(db)) {
      const [latest] = await listIncidentRows(db, { state: "open", cause: sum.cause, limit: 1 });
      if (latest === undefined) continue;
      documents.push({
        cause: sum.cause,
        severity: severityOf(sum.cause),
        cause_url: causeUrl(context.publicUrl(), sum.cause),
        incidents: sum.incidents,
        count: sum.count,
        payments: sum.subjects,
        amount_fen: Number(sum.amountFen),
        first_seen_at: isoTime(sum.firstSeenAtMs),
        last_seen_at: isoTime(sum.lastSeenAtMs),
        title: JSON.parse(latest.titleJson) as CauseDocument["title"],
      });
    }
    return documents;
  });
}

export type InspectedIncident = IncidentDocument & {
  /** The newest hundred of what it touched. */
  touched: { subject: string; payment_id: string | null; order_no: string | null; amount_fen: number; at: string }[];
  /** What became of it, oldest first. */
  history: { kind: "resolved" | "reopened"; note: string; actor: string; at: string }[];
};

/** Throws 1009. */
export async function inspectIncident(context: Context, incidentId: string): Promise<InspectedIncident> {
  return context.store.run(async (db) => {
    const row = await findIncident(db, incidentId);
    if (row === undefined) throw notFound({ zh: "异常", en: "incident" }, incidentId);
    const [document] = await describeIncidents(db, [row], context.publicUrl());
    if (document === undefined) throw new TypeError("one row gives one document");
    const touched = await listIncidentSubjects(db, row.groupKey, shownSubjects);
    const orders = await orderNumbers(
      db,
      touched.map(({ paymentId }) => paymentId),
    );
    return {
      ...document,
      touched: touched.map((one) => ({
        subject: one.subject,
        payment_id: one.paymentId,
        order_no: (one.paymentId === null ? undefined : orders.get(one.paymentId)) ?? null,
        amount_fen: Number(one.amountFen),
        at: isoTime(one.firstSeenAtMs),
      })),
      history: (await listIncidentChanges(db, row.id)).map((one) => ({
        kind: one.kind === "reopened" ? "reopened" : "resolved",
        note: one.note,
        actor: one.actor,
        at: isoTime(one.createdAtMs),
      })),
    };
  });
}
