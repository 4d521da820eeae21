// Everything the owner may see of one payment: its history, ledger lines, deliveries, notifications and incidents.
import type { Diagnosis } from "@dedepay/doctor";
import { listDeliveryReceipts } from "../store/delivery-receipts.ts";
import { listDiagnoses } from "../store/diagnoses.ts";
import { listIncidentRows } from "../store/incidents.ts";
import { listEvents, listPostings } from "../store/ledger.ts";
import { listNotifications } from "../store/notifications.ts";
import { listDeliveryAttempts, listOutboxRows } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { DiagnosesTable, IncidentsTable } from "../store/tables/incidents.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "./context.ts";
import { describePayment, isoTime } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";

export type DeliveryDocument = {
  id: string;
  type: string;
  status: "pending" | "leased" | "done" | "parked" | "dead";
  attempts: { at: string; status: number | null; error: string | null; duration_ms: number }[];
  /** What the site acknowledged it with. */
  receipts: { adapter: string; at: string; receipt: Record<string, unknown> }[];
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
  /** The doctor's answer, null while there is none; secrets and people are masked. */
  diagnosis: IncidentDiagnosis | null;
};

export type IncidentDiagnosis = Pick<Diagnosis, "recognised" | "findings" | "needs"> & {
  in_order: Diagnosis["inOrder"];
  made_at: string;
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
      incidents: await describeIncidents(db, await listIncidentRows(db, paymentId)),
    };
  });
}

/** The newest 500, latest first. */
export async function listIncidents(context: Context): Promise<IncidentDocument[]> {
  return context.store.run(async (db) => describeIncidents(db, await listIncidentRows(db)));
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
    receipts: (await listDeliveryReceipts(db, row.id)).map((receipt) => ({
      adapter: receipt.adapter,
      at: isoTime(receipt.createdAtMs),
      receipt: JSON.parse(receipt.receiptJson) as Record<string, unknown>,
    })),
    next_attempt_at: row.status === "pending" ? isoTime(row.availableAtMs) : null,
  };
}

async function describeIncidents(db: Db, rows: readonly IncidentsTable[]): Promise<IncidentDocument[]> {
  const diagnoses = await listDiagnoses(
    db,
    rows.map(({ groupKey }) => groupKey),
  );
  const byGroup = new Map(diagnoses.map((diagnosis) => [diagnosis.groupKey, diagnosis]));
  return rows.map((row) => describeIncident(row, byGroup.get(row.groupKey)));
}

function describeIncident(row: IncidentsTable, diagnosis: DiagnosesTable | undefined): IncidentDocument {
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
    diagnosis:
      diagnosis === undefined
        ? null
        : {
            ...(JSON.parse(diagnosis.diagnosisJson) as Omit<IncidentDiagnosis, "made_at">),
            made_at: isoTime(diagnosis.madeAtMs),
          },
  };
}
