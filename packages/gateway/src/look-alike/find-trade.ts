// Finds the payment that an old shop names by its own number or by Alipay's, among the site's own only.
import { findAttemptsByTradeNo, listAttempts } from "../store/attempts.ts";
import { findLookAlikeOrder } from "../store/look-alike-orders.ts";
import { findPayment, findPaymentByOrderNo } from "../store/payments.ts";
import type { Db } from "../store/store.ts";
import type { AttemptsTable } from "../store/tables/attempts.ts";
import type { LookAlikeOrdersTable } from "../store/tables/look-alike.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";

export type FoundTrade = { payment: PaymentsTable; attempts: AttemptsTable[]; order: LookAlikeOrdersTable };
export type TradeNumbers = { tradeNo: string | undefined; outTradeNo: string | undefined };

/** trade_no wins where both are named, as it does at Alipay. Only orders that came the old way. */
export async function findTrade(db: Db, siteId: string, numbers: TradeNumbers): Promise<FoundTrade | undefined> {
  const payment = await paymentOf(db, siteId, numbers);
  const order = payment === undefined ? undefined : await findLookAlikeOrder(db, payment.id);
  if (payment === undefined || order === undefined) return undefined;
  return { payment, order, attempts: await listAttempts(db, payment.id) };
}

async function paymentOf(db: Db, siteId: string, o: TradeNumbers): Promise<PaymentsTable | undefined> {
  if (o.tradeNo === undefined) {
    return o.outTradeNo === undefined ? undefined : findPaymentByOrderNo(db, siteId, o.outTradeNo);
  }
  for (const attempt of await findAttemptsByTradeNo(db, o.tradeNo)) {
    const payment = await findPayment(db, attempt.paymentId);
    if (payment?.siteId === siteId) return payment;
  }
  return undefined;
}
