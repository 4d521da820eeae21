// Everything the owner may see of one payment: its history, ledger lines, deliveries and notifications.
import type { PaymentDocument } from "./payment-document.ts";

export type InspectedPayment = {
  payment: PaymentDocument;
  events: { id: string; type: string; source: string; detail: Record<string, unknown>; at: string }[];
  postings: { from: string; to: string; asset: string; amount_fen: number; at: string }[];
  deliveries: {
    id: string;
    type: string;
    status: "pending" | "leased" | "done" | "dead";
    attempts: { at: string; status: number | null; error: string | null; duration_ms: number }[];
    next_attempt_at: string | null;
  }[];
  notifications: { id: string; outcome: string; trade_status: string | null; received_at: string }[];
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
