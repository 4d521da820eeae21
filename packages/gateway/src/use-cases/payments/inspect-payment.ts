// Everything the owner may see of one payment: its history, ledger lines, deliveries, notifications and incidents.
import { listReceiptsOfPayment } from "../../store/delivery-receipts.ts";
import { listIncidentRows } from "../../store/incidents.ts";
import { listEvents, listPostings } from "../../store/ledger.ts";
import { listNotifications } from "../../store/notifications.ts";
import { listOutboxRows } from "../../store/outbox-rows.ts";
import { findPayment, findPaymentsOfOrder } from "../../store/payments.ts";
import { listRefunds } from "../../store/refunds.ts";
import { listSiteRows } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import {
  type DeliveryDocument,
  describeDelivery,
  describeReceipt,
  type ReceiptDocument,
} from "../deliveries/describe-delivery.ts";
import { describeIncidents, type IncidentDocument } from "../incidents/describe-incident.ts";
import { describeRefund, type RefundDocument } from "../refunds/refund-document.ts";
import { invalidParameter, paymentNotFound } from "../refusals.ts";
import { describePayment, isoTime } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";

const mostIncidents = 500;

export type InspectedPayment = {
  site: string;
  payment: PaymentDocument;
  events: { id: string; type: string; source: string; detail: Record<string, unknown>; at: string }[];
  postings: { from: string; to: string; asset: string; amount_fen: number; at: string }[];
  refunds: RefundDocument[];
  deliveries: DeliveryDocument[];
  /** Kept for good: deliveries are purged after their time, what was acknowledged is not. */
  receipts: ReceiptDocument[];
  notifications: { id: string; outcome: string; trade_status: string | null; copies: number; received_at: string }[];
  incidents: IncidentDocument[];
};

/** By id, or by the number that its site gave the order. Throws 1009; 1002 where several sites have that number. */
export async function inspectPayment(context: Context, idOrOrderNo: string): Promise<InspectedPayment> {
  return context.store.run(async (db) => {
    const paymentId = await paymentIdOf(db, idOrOrderNo);
    const rows = await loadPayment(db, paymentId);
    const owed = (await listOutboxRows(db, paymentId)).filter((row) => row.kind !== "incident_notice");
    const deliveries: DeliveryDocument[] = [];
    for (const row of owed) deliveries.push(await describeDelivery(db, row));
    const shown = { publicUrl: context.publicUrl(), nowMs: context.nowMs() };
    return {
      site: rows.payment.siteId,
      payment: describePayment(rows, context.publicUrl()),
      events: (await listEvents(db, paymentId)).map((event) => ({
        id: event.id,
        type: event.type,
        source: event.source,
        detail: JSON.parse(event.detailJson) as Record<string, unknown>,
        at: isoTime(event.createdAtMs),
      })),
      postings: (await listPostings(db, paymentId)).map((posting) => ({
        from: posting.fromAccount,
        to: posting.toAccount,
        asset: posting.asset,
        amount_fen: Number(posting.amountFen),
        at: isoTime(posting.createdAtMs),
      })),
      refunds: (await listRefunds(db, paymentId)).map((refund) => describeRefund(refund, shown)),
      deliveries,
      receipts: (await listReceiptsOfPayment(db, paymentId)).map(describeReceipt),
      notifications: (await listNotifications(db, paymentId)).map((row) => ({
        id: row.id,
        outcome: row.outcome,
        trade_status: row.tradeStatus,
        copies: row.copies,
        received_at: isoTime(row.receivedAtMs),
      })),
      incidents: await describeIncidents(
        db,
        await listIncidentRows(db, { paymentId, limit: mostIncidents }),
        context.publicUrl(),
      ),
    };
  });
}

async function paymentIdOf(db: Db, idOrOrderNo: string): Promise<string> {
  if ((await findPayment(db, idOrOrderNo)) !== undefined) return idOrOrderNo;
  const siteIds = (await listSiteRows(db)).map(({ id }) => id);
  const [found, ...others] = await findPaymentsOfOrder(db, siteIds, idOrOrderNo);
  if (found === undefined) throw paymentNotFound(idOrOrderNo);
  if (others.length === 0) return found.id;
  const choice = [found, ...others].map(({ siteId, id }) => `${siteId}: ${id}`).join(", ");
  throw invalidParameter("payment", {
    zh: `几个站点都有这个订单号，请用支付编号：${choice}`,
    en: `Several sites have an order of this number; name the payment: ${choice}`,
  });
}
