// Asks Alipay how a payment stands, on somebody's wish. Rounds keep a distance from each other, whoever wishes.
import { findQuery } from "../store/queries.ts";
import { askAlipay } from "./ask-alipay.ts";
import type { Context } from "./context.ts";
import { describePayment } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";
import { isAsked } from "./query-schedule.ts";

export type ConfirmByQueryInput = { paymentId: string; requestId: string };
/** queried: false when a query ran a moment ago or nothing is left to ask. */
export type ConfirmByQueryResult = { payment: PaymentDocument; queried: boolean };

const secondMs = 1000;

/** Throws 1009. Trouble on the way to Alipay is no error here: it stands in `payment.last_error`. */
export async function confirmByQuery(context: Context, input: ConfirmByQueryInput): Promise<ConfirmByQueryResult> {
  const queried = await askUnlessJustAsked(context, input);
  const rows = await context.store.run((db) => loadPayment(db, input.paymentId));
  return { payment: describePayment(rows, context.publicUrl()), queried };
}

/** False where a round ran a moment ago, where the buyer never left for Alipay, or where nothing more is to come. */
export async function askUnlessJustAsked(context: Context, input: ConfirmByQueryInput): Promise<boolean> {
  const { payment, attempts } = await context.store.run((db) => loadPayment(db, input.paymentId));
  if (!isAsked(payment) || attempts.every((attempt) => attempt.openedAtMs === null)) return false;
  const query = await context.store.run((db) => findQuery(db, input.paymentId));
  const nowMs = context.nowMs();
  if (query?.lastAtMs !== null && query?.lastAtMs !== undefined) {
    if (nowMs - query.lastAtMs < distanceMs(nowMs - query.firstAtMs)) return false;
  }
  return (await askAlipay(context, { ...input, hurried: true })).asked;
}

/** A page left open over night must not ask as often as a buyer who has just paid. */
function distanceMs(sinceOpeningMs: number): number {
  if (sinceOpeningMs < 120 * secondMs) return 3 * secondMs;
  return sinceOpeningMs < 900 * secondMs ? 15 * secondMs : 60 * secondMs;
}
