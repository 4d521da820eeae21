// When Alipay is asked about a payment that nobody has told us about. Plans only; confirm-by-query asks.
import { findQuery, putQuery } from "../../store/queries.ts";
import type { Db } from "../../store/store.ts";
import type { PaymentsTable, QueriesTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { isAdoptedPayment } from "../legacy/adopted.ts";
import type { StateName } from "../payments/payment-document.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;
/** Moments after the buyer left for Alipay (DESIGN §3); after the last one, every hour. */
const momentsMs: readonly number[] = [5, 15, 60, 300, 900].map((seconds) => seconds * secondMs);
/** From here on a person is told of an unknown outcome, and a clear "not paid" is asked about less often. */
export const personAfterMs: number = 24 * hourMs;
const patientMs = 6 * hourMs;
/** States in which more is to come from Alipay than we may ever be told. */
export const askedStates: readonly StateName[] = ["unpaid", "escrow_paid", "escrow_shipped", "held"];

export function isAsked(payment: PaymentsTable): boolean {
  return askedStates.some((state) => state === payment.state);
}

/** A new payment: nothing to ask before somebody opens it, only its end to look after. */
export function planForNew(payment: PaymentsTable): QueriesTable {
  return {
    paymentId: payment.id,
    step: 0,
    nextAtMs: payment.expiresAtMs,
    lastAtMs: null,
    firstAtMs: payment.createdAtMs,
    unknownSinceMs: null,
  };
}

/** A buyer leaves for Alipay: the schedule starts again. A question that is due earlier stays: refreshing must not put it off. */
export async function planAfterOpening(context: Context, db: Db, payment: PaymentsTable): Promise<void> {
  const nowMs = context.nowMs();
  const row = (await findQuery(db, payment.id)) ?? planForNew(payment);
  const nextAtMs = Math.min(row.nextAtMs ?? Number.POSITIVE_INFINITY, nowMs + (momentsMs[0] ?? 0));
  await putQuery(db, { ...row, step: 0, firstAtMs: nowMs, nextAtMs });
}

/** Something is under way whose end nobody else would look after, should it not come. */
export async function querySoon(
  context: Context,
  db: Db,
  { payment, afterMs }: { payment: PaymentsTable; afterMs: number },
): Promise<void> {
  const row = (await findQuery(db, payment.id)) ?? planForNew(payment);
  const atMs = context.nowMs() + afterMs;
  if (row.nextAtMs === null || row.nextAtMs > atMs) await putQuery(db, { ...row, nextAtMs: atMs });
}

/** Something can only be settled by Alipay's present answer. */
export async function queryNow(context: Context, db: Db, paymentId: string): Promise<void> {
  const nowMs = context.nowMs();
  const row = await findQuery(db, paymentId);
  await putQuery(
    db,
    row === undefined
      ? { paymentId, step: 0, firstAtMs: nowMs, nextAtMs: nowMs, lastAtMs: null, unknownSinceMs: null }
      : { ...row, nextAtMs: nowMs },
  );
}

export type Asked = { row: QueriesTable; payment: PaymentsTable; unknown: boolean; nowMs: number };

/** By now Alipay has forgotten a trade that the shop's earlier software opened, if it ever did. */
function isOverForGood(payment: PaymentsTable, nowMs: number): boolean {
  return payment.state === "unpaid" && nowMs >= payment.expiresAtMs && isAdoptedPayment(payment);
}

/** What to do after a question: the next moment, or null where nothing is left to ask. */
export function planAfterAnswer({
  row,
  payment,
  unknown,
  nowMs,
}: Asked): Pick<QueriesTable, "step" | "nextAtMs" | "unknownSinceMs"> {
  const unknownSinceMs = unknown ? (row.unknownSinceMs ?? nowMs) : null;
  if (!isAsked(payment) || isOverForGood(payment, nowMs)) return { step: row.step, nextAtMs: null, unknownSinceMs };
  let step = row.step;
  while (step < momentsMs.length && row.firstAtMs + (momentsMs[step] ?? 0) <= nowMs) step += 1;
  const moment = momentsMs[step];
  const patient = !unknown && (payment.state !== "unpaid" || nowMs - row.firstAtMs >= personAfterMs);
  const usualMs = moment === undefined ? nowMs + (patient ? patientMs : hourMs) : row.firstAtMs + moment;
  const endMs = payment.state === "unpaid" && payment.expiresAtMs > nowMs ? payment.expiresAtMs : usualMs;
  return { step, nextAtMs: Math.min(usualMs, endMs), unknownSinceMs };
}
