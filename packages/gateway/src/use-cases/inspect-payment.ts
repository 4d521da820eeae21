// Everything the owner may see of one payment: its history, ledger lines, deliveries, notifications and incidents.
import { listIncidentRows } from "../store/incidents.ts";
import { listEvents, listPostings } from "../store/ledger.ts";
import { listNotifications } from "../store/notifications.ts";
import { listDeliveryAttempts, listOutboxRows } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { IncidentsTable, OutboxTable } from "../store/tables.ts";
import type { Context } from "./context.ts";
import { describePayment, isoTime } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";

export type DeliveryDocument = {
  id: string;
  type: string;
  status: "pending" | "leased" | "done" | "dead";
  attempts: { at: string; status: number | null; error: string | null; duration_ms: number }[];
  next_attempt_at: string | null;
};

export type InspectedPayment = {
  payment: PaymentDocument;
  events: { id: string; type: string; source: string; detail: Record<string, unknown>; at: string }[];
  postings: { from: string; to: string; asset: string; amount_fen: number; at: string }[];
  deliveries: DeliveryDocument[];
  notifications: { id: string; outcome: string; trade_status: string | null; copies: number; received_at: string }[];
  incidents: IncidentDocument[];
};

export type IncidentDocument = {
  id: string;
  cause: string;
  title: { zh: string; en: string };
  payment_id: string | null;
  account: string | null;
  state: "open" | "resolved";
  count: number;
  first_seen_at: string;
  last_seen_at: string;
  evidence: Record<string, unknown>;
};

/** Throws 1009. */
export async function inspectPayment(context: Context, paymentId: string): Promise<InspectedPayment> {
  return context.store.run(async (db) => {
    const rows = await loadPayment(db, paymentId);
    const owed = (await listOutboxRows(db, paymentId)).filter((row) => row.kind !== "incident_notice");
    const deliveries: DeliveryDocument[] = [];
    for (const row of owed) deliveries.push(await describeDelivery(db, row));
    return {
      payment: describePayment(rows, context.publicUrl()),
      events: (await listEvents(db, paymentId)).map((event) => ({
        id: event.id,
        type: event.type,
        source: event.source,
        detail: JSON.parse(event.detailJson) as Record<string, unknown>,
        at: isoTime(event.createdAtMs),
      })),
      postings: (await listPostings(db, paymentId)).map((posting) => ({
        from: posting.fromAccount,
        to: posting.toAccount,
        asset: posting.asset,
        amount_fen: Number(posting.amountFen),
        at: isoTime(posting.createdAtMs),
      })),
      deliveries,
      notifications: (await listNotifications(db, paymentId)).map((row) => ({
        id: row.id,
        outcome: row.outcome,
        trade_status: row.tradeStatus,
        copies: row.copies,
        received_at: isoTime(row.receivedAtMs),
      })),
      incidents: (await listIncidentRows(db, paymentId)).map(describeIncident),
    };
  });
}

/** The newest 500, latest first. */
export async function listIncidents(context: Context): Promise<IncidentDocument[]> {
  return context.store.run(async (db) => (await listIncidentRows(db)).map(describeIncident));
}

async function describeDelivery(db: Db, row: OutboxTable): Promise<DeliveryDocument> {
  const attempts = await listDeliveryAttempts(db, row.id);
  const payload = JSON.parse(row.payloadJson) as { type?: string };
  return {
    id: row.id,
    type: row.kind === "webhook" ? (payload.type ?? row.kind) : row.kind,
    status: row.status as DeliveryDocument["status"],
    attempts: attempts.map((attempt) => ({
      at: isoTime(attempt.startedAtMs),
      status: attempt.httpStatus,
      error: attempt.error,
      duration_ms: attempt.durationMs,
    })),
    next_attempt_at: row.status === "pending" ? isoTime(row.availableAtMs) : null,
  };
}

function describeIncident(row: IncidentsTable): IncidentDocument {
  return {
    id: row.id,
    cause: row.cause,
    title: JSON.parse(row.titleJson) as IncidentDocument["title"],
    payment_id: row.paymentId,
    account: row.accountId,
    state: row.state === "resolved" ? "resolved" : "open",
    count: row.count,
    first_seen_at: isoTime(row.firstSeenAtMs),
    last_seen_at: isoTime(row.lastSeenAtMs),
    evidence: JSON.parse(row.evidenceJson) as Record<string, unknown>,
  };
}
