// Makes the site's view of a payment out of its rows. Read inside a unit of work, it is the truth of that moment.
import type { AccountRow } from "../../store/accounts.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { describeError, outcomeOf, readKeptError } from "./last-error.ts";
import type {
  AttemptDocument,
  Environment,
  Goods,
  Notice,
  PaymentDocument,
  Product,
  StateName,
} from "./payment-document.ts";

export type PaymentRows = { payment: PaymentsTable; attempts: AttemptsTable[]; account: AccountRow };

export function describePayment(rows: PaymentRows, publicUrl: string): PaymentDocument {
  const { payment, attempts, account } = rows;
  const kept = readKeptError(payment.lastErrorJson);
  const state = payment.state as StateName;
  return {
    id: payment.id,
    order_no: payment.orderNo,
    state,
    outcome: outcomeOf(state, kept),
    amount_fen: Number(payment.amountFen),
    currency: "CNY",
    refunded_fen: Number(payment.refundedFen),
    subject: payment.subject,
    body: payment.body,
    goods: payment.goods as Goods,
    product: productOf(rows),
    account: account.id,
    environment: account.environment as Environment,
    pay_url: `${publicUrl}/pay/${payment.id}`,
    return_url: payment.returnUrl,
    attempts: attempts.map(describeAttempt),
    notices: JSON.parse(payment.noticesJson) as Notice[],
    metadata: JSON.parse(payment.metadataJson) as Record<string, string>,
    created_at: isoTime(payment.createdAtMs),
    paid_at: payment.paidAtMs === null ? null : isoTime(payment.paidAtMs),
    expires_at: payment.expiresBySite === 1 ? isoTime(payment.expiresAtMs) : null,
    last_error: kept === undefined ? null : describeError(kept),
  };
}

/** The product of the attempt that paid, otherwise of the newest one. */
export function productOf({ payment, attempts }: Pick<PaymentRows, "payment" | "attempts">): Product {
  const id = payment.settledAttemptId ?? payment.currentAttemptId;
  const attempt = attempts.find((other) => other.id === id);
  if (attempt === undefined) throw new Error(`payment ${payment.id} has no attempt ${id}`);
  return attempt.product as Product;
}

function describeAttempt(attempt: AttemptsTable): AttemptDocument {
  return {
    id: attempt.id,
    out_trade_no: attempt.outTradeNo,
    service: attempt.service,
    product: attempt.product as Product,
    state: stateOf(attempt.state),
    trade_no: attempt.tradeNo,
  };
}

/** Two states are our own bookkeeping around a replacement. */
function stateOf(state: string): AttemptDocument["state"] {
  if (state === "replacing") return "open";
  return state.endsWith("_closed") ? "closed_at_alipay" : (state as AttemptDocument["state"]);
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
