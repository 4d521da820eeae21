// Asks Alipay how a payment stands, on somebody's wish. Rounds keep a distance from each other, whoever wishes.
import { findQuery, planQuery } from "../../store/queries.ts";
import type { QueriesTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { describePayment } from "../payments/describe-payment.ts";
import { loadPayment } from "../payments/load-payment.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import { askAlipay } from "../queries/ask-alipay.ts";
import { isAsked, planForNew } from "../queries/query-schedule.ts";

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
  const plan = await dueQuery(context, input.paymentId);
  if (plan === undefined) return false;
  return (await askAlipay(context, { ...input, plan, hurried: true })).asked;
}

/** The same for somebody who must not wait: the query timer asks at once, in the background. */
export async function askSoon(context: Context, paymentId: string): Promise<void> {
  const query = await dueQuery(context, paymentId);
  const nowMs = context.nowMs();
  if (query === undefined || (query.nextAtMs !== null && query.nextAtMs <= nowMs)) return;
  await context.store.run((db) => planQuery(db, query, nowMs));
  context.wakeQueries();
}

/** The payment's plan, where it is worth a question and none was asked a moment ago. */
async function dueQuery(context: Context, paymentId: string): Promise<QueriesTable | undefined> {
  const { payment, attempts } = await context.store.run((db) => loadPayment(db, paymentId));
  if (!isAsked(payment) || attempts.every((attempt) => attempt.openedAtMs === null)) return undefined;
  const query = (await context.store.run((db) => findQuery(db, paymentId))) ?? planForNew(payment);
  const nowMs = context.nowMs();
  const justAsked = query.lastAtMs !== null && nowMs - query.lastAtMs < distanceMs(nowMs - query.firstAtMs);
  return justAsked ? undefined : query;
}

/** A page left open over night must not ask as often as a buyer who has just paid. */
function distanceMs(sinceOpeningMs: number): number {
  if (sinceOpeningMs < 120 * secondMs) return 3 * secondMs;
  return sinceOpeningMs < 900 * secondMs ? 15 * secondMs : 60 * secondMs;
}
