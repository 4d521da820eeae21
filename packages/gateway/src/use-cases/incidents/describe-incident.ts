// An incident as the owner sees it: what happened, how often, whom and how much money it touched, why, and what became of it.
import type { Diagnosis } from "@dedepay/doctor";
import { listDiagnoses } from "../../store/diagnoses.ts";
import { sumIncidentMoney, type TouchedMoney } from "../../store/incidents.ts";
import { listOrderNumbers } from "../../store/payments.ts";
import type { Db } from "../../store/store.ts";
import type { DiagnosesTable, IncidentsTable } from "../../store/tables/incidents.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { type Severity, severityOf } from "./incident-causes.ts";

export type IncidentDocument = {
  id: string;
  cause: string;
  title: { zh: string; en: string };
  severity: Severity;
  /** The page that says what happened, how to tell and how to put it right. */
  cause_url: string;
  /** Of the first time. */
  payment_id: string | null;
  /** The site's own number of that payment. */
  order_no: string | null;
  account: string | null;
  state: "open" | "resolved";
  count: number;
  /** Payments, or sums that belong to no payment of ours, that it touched. */
  payments: number;
  amount_fen: number;
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

export async function describeIncidents(
  db: Db,
  rows: readonly IncidentsTable[],
  publicUrl: string,
): Promise<IncidentDocument[]> {
  const groups = rows.map(({ groupKey }) => groupKey);
  const diagnoses = new Map((await listDiagnoses(db, groups)).map((one) => [one.groupKey, one]));
  const orders = await orderNumbers(
    db,
    rows.map(({ paymentId }) => paymentId),
  );
  const money = new Map((await sumIncidentMoney(db, groups)).map((one) => [one.groupKey, one]));
  return rows.map((row) =>
    describe({
      ...{ row, publicUrl, diagnosis: diagnoses.get(row.groupKey), money: money.get(row.groupKey) },
      orderNo: row.paymentId === null ? undefined : orders.get(row.paymentId),
    }),
  );
}

/** Of payments by id; null stands for none. */
export async function orderNumbers(db: Db, paymentIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = new Set(paymentIds.filter((id) => id !== null));
  return new Map((await listOrderNumbers(db, [...ids])).map(({ id, orderNo }) => [id, orderNo]));
}

export function causeUrl(publicUrl: string, cause: string): string {
  return `${publicUrl}/causes/${encodeURIComponent(cause)}`;
}

type Known = {
  row: IncidentsTable;
  publicUrl: string;
  diagnosis: DiagnosesTable | undefined;
  money: TouchedMoney | undefined;
  orderNo: string | undefined;
};

function describe({ row, publicUrl, diagnosis, money, orderNo }: Known): IncidentDocument {
  return {
    id: row.id,
    cause: row.cause,
    title: JSON.parse(row.titleJson) as IncidentDocument["title"],
    severity: severityOf(row.cause),
    cause_url: causeUrl(publicUrl, row.cause),
    payment_id: row.paymentId,
    order_no: orderNo ?? null,
    account: row.accountId,
    state: row.state === "resolved" ? "resolved" : "open",
    count: row.count,
    payments: money?.subjects ?? 0,
    amount_fen: Number(money?.amountFen ?? 0n),
    first_seen_at: isoTime(row.firstSeenAtMs),
    last_seen_at: isoTime(row.lastSeenAtMs),
    evidence: JSON.parse(row.evidenceJson) as Record<string, unknown>,
    diagnosis: diagnosis === undefined ? null : describeDiagnosis(diagnosis),
  };
}

function describeDiagnosis({ diagnosisJson, madeAtMs }: DiagnosesTable): IncidentDiagnosis {
  return { ...(JSON.parse(diagnosisJson) as Omit<IncidentDiagnosis, "made_at">), made_at: isoTime(madeAtMs) };
}
