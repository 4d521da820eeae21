// A refund as sites see it, in API replies and in webhooks alike.
import type { RefundsTable } from "../../store/tables/refunds.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { describeError, readKeptError } from "../payments/last-error.ts";
import type { LastError } from "../payments/payment-document.ts";

export type RefundStateName = "requested" | "awaiting_operator" | "submitted" | "unknown" | "failed" | "succeeded";

export type RefundDocument = {
  id: string;
  payment_id: string;
  refund_no: string;
  state: RefundStateName;
  amount_fen: number;
  currency: "CNY";
  reason: string;
  /** The number under which Alipay knows it: out_request_no, or batch_no. */
  request_no: string;
  /** Where an operator of the seller confirms it with the payment password; null where none is needed or its day is over. */
  operator_url: string | null;
  operator_until: string | null;
  created_at: string;
  settled_at: string | null;
  /** Of an unknown outcome, which is being queried, or why it failed. */
  last_error: LastError | null;
};

export function describeRefund(row: RefundsTable, o: { publicUrl: string; nowMs: number }): RefundDocument {
  const kept = readKeptError(row.lastErrorJson);
  const waits = row.state === "requested" || row.state === "awaiting_operator";
  const open = row.operatorUntilMs !== null && waits && o.nowMs < row.operatorUntilMs;
  return {
    id: row.id,
    payment_id: row.paymentId,
    refund_no: row.refundNo,
    state: row.state as RefundStateName,
    amount_fen: Number(row.amountFen),
    currency: "CNY",
    reason: row.reason,
    request_no: row.requestNo,
    operator_url: open ? `${o.publicUrl}/refund/${row.id}` : null,
    operator_until: row.operatorUntilMs === null ? null : isoTime(row.operatorUntilMs),
    created_at: isoTime(row.createdAtMs),
    settled_at: row.settledAtMs === null ? null : isoTime(row.settledAtMs),
    last_error: kept === undefined ? null : describeError(kept),
  };
}
