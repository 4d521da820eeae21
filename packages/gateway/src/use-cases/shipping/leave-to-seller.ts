// Virtual goods in escrow whose site ships by itself: the site is told as of physical goods, and the owner hears that Alipay
// waits, until somebody has shipped or the money went back.
import type { Db } from "../../store/store.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { oweRow } from "../deliveries/owe-row.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { incidentIsOver } from "../incidents/settle-incident.ts";
import { leftToSellerGroup } from "./left-to-seller.ts";

export async function leaveToSeller(
  context: Context,
  db: Db,
  { payment, sequence, attemptId }: { payment: PaymentsTable; sequence: number; attemptId: string },
): Promise<void> {
  const delivery = "payment.escrow_paid";
  await oweRow(context, db, { payment, sequence, key: delivery, kind: "webhook", delivery, refund: undefined });
  await openIncident(context, db, {
    cause: "virtual-goods-await-seller",
    group: leftToSellerGroup(payment.id),
    title: {
      zh: `订单 ${payment.orderNo} 的虚拟商品等您在支付宝发货，过期会退款给买家`,
      en: `Virtual goods of order ${payment.orderNo} wait for you to ship them at Alipay; after its deadline the buyer gets the money back`,
    },
    paymentId: payment.id,
    accountId: payment.accountId,
    evidence: { attemptId, siteId: payment.siteId },
  });
}

/** The payment went on: shipped, by whomever, or its money went back. */
export async function waitsForSellerNoMore(context: Context, db: Db, payment: PaymentsTable): Promise<void> {
  const note = `已不再等待发货：${payment.state} · waits no more: ${payment.state}`;
  await incidentIsOver(context, db, { group: leftToSellerGroup(payment.id), note });
}
