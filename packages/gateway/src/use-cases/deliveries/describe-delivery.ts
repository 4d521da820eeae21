// One delivery as the owner sees it: what is owed, to whom, each try with what went wrong on which hop, and its receipts.
import type { BilingualText } from "@dedepay/errors";
import { listDeliveryReceipts } from "../../store/delivery-receipts.ts";
import { listDeliveryAttempts } from "../../store/outbox-rows.ts";
import type { Db } from "../../store/store.ts";
import type { DeliveryReceiptsTable } from "../../store/tables/deliveries.ts";
import type { DeliveryAttemptsTable, OutboxTable } from "../../store/tables/outbox.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { explainTry } from "./explain-try.ts";

export type DeliveryStatus = "pending" | "leased" | "done" | "skipped" | "parked" | "dead";

export type DeliveryDocument = {
  id: string;
  type: string;
  payment_id: string | null;
  site: string | null;
  status: DeliveryStatus;
  created_at: string;
  attempts: DeliveryAttemptDocument[];
  /** What the site acknowledged it with. */
  receipts: ReceiptDocument[];
  next_attempt_at: string | null;
};

export type ReceiptDocument = { type: string; adapter: string; at: string; receipt: Record<string, unknown> };

export type DeliveryAttemptDocument = {
  at: string;
  status: number | null;
  /** One word, for example `connect:ECONNREFUSED`; null where it was acknowledged. */
  error: string | null;
  /** What that word means, where it is one of the gateway's. */
  explained: BilingualText | null;
  /** 1014 where no answer came in time, 1015 where the way to the site failed. */
  code: 1014 | 1015 | null;
  duration_ms: number;
  /** The beginning of what the site answered instead of 2xx. */
  answer: string | null;
};

export async function describeDelivery(db: Db, row: OutboxTable): Promise<DeliveryDocument> {
  return {
    ...describeDeliveryRow(row),
    attempts: (await listDeliveryAttempts(db, row.id)).map(describeAttempt),
    receipts: (await listDeliveryReceipts(db, row.id)).map(describeReceipt),
  };
}

export function describeReceipt(row: DeliveryReceiptsTable): ReceiptDocument {
  return {
    type: row.deliveryType,
    adapter: row.adapter,
    at: isoTime(row.createdAtMs),
    receipt: JSON.parse(row.receiptJson) as Record<string, unknown>,
  };
}

export type DeliveryRow = Omit<DeliveryDocument, "attempts" | "receipts">;

export function describeDeliveryRow(row: OutboxTable): DeliveryRow {
  const payload = JSON.parse(row.payloadJson) as { type?: string };
  return {
    id: row.id,
    type: row.kind === "webhook" ? (payload.type ?? row.kind) : row.kind,
    payment_id: row.paymentId,
    site: row.siteId,
    status: row.status as DeliveryStatus,
    created_at: isoTime(row.createdAtMs),
    next_attempt_at: row.status === "pending" ? isoTime(row.availableAtMs) : null,
  };
}

function describeAttempt(attempt: DeliveryAttemptsTable): DeliveryAttemptDocument {
  return {
    at: isoTime(attempt.startedAtMs),
    status: attempt.httpStatus,
    error: attempt.error,
    explained: attempt.error === null ? null : (explainTry(attempt.error) ?? null),
    code: codeOf(attempt.error),
    duration_ms: attempt.durationMs,
    answer: attempt.answerExcerpt,
  };
}

function codeOf(error: string | null): DeliveryAttemptDocument["code"] {
  if (error?.startsWith("timeout:") === true) return 1014;
  return error !== null && /^(dns|connect|tls|exchange|refused|too_large):/.test(error) ? 1015 : null;
}
