// Writes down one thing that is owed because of a payment: a delivery to its site, or the shipping of virtual goods at Alipay.
// Each has a key, so that it is never owed twice.
import { idOf } from "../../platform/ids.ts";
import { insertOutboxRow, listOutboxRows, newOutboxRow } from "../../store/outbox-rows.ts";
import { findSiteDelivery } from "../../store/site-deliveries.ts";
import { findSite } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import type { AlreadyRead } from "../payments/already-read.ts";
import { describePayment, isoTime } from "../payments/describe-payment.ts";
import { withBelongings } from "../payments/load-payment.ts";
import { describeRefund } from "../refunds/refund-document.ts";

export type Owed = { payment: PaymentsTable; sequence: number; key: string } & (
  | { kind: "webhook"; delivery: string; refund: RefundsTable | undefined; alreadyRead?: AlreadyRead | undefined }
  | { kind: "ship_virtual"; attemptId: string }
);

/** Harmless when the same thing is owed already. */
export async function oweRow(context: Context, db: Db, o: Owed): Promise<void> {
  const uniqueKey = `${o.payment.id}:${o.key}`;
  // A site knows a repeated delivery by its id, so a restored ledger which owes it anew must give it the same one.
  const id = idOf("dlv", uniqueKey);
  const nowMs = context.nowMs();
  const payload = o.kind === "webhook" ? await webhookBody(context, db, { ...o, id }) : { attemptId: o.attemptId };
  if (payload === undefined) return;
  await insertOutboxRow(
    db,
    newOutboxRow({
      id,
      uniqueKey,
      kind: o.kind,
      paymentId: o.payment.id,
      siteId: o.payment.siteId,
      sequence: o.sequence,
      payload,
      nowMs,
    }),
  );
}

async function webhookBody(
  context: Context,
  db: Db,
  o: Extract<Owed, { kind: "webhook" }> & { id: string },
): Promise<Record<string, unknown> | undefined> {
  // A site without a webhook address and without another way of being told asks us instead; there is nobody to deliver to.
  if (!(o.alreadyRead?.siteIsTold ?? (await isTold(db, o.payment.siteId)))) return undefined;
  const rows = o.alreadyRead ? { payment: o.payment, ...o.alreadyRead } : await withBelongings(db, o.payment);
  const payment = describePayment(rows, context.publicUrl());
  const earlier = o.alreadyRead?.wasTold === false ? [] : await earlierDeliveries(db, o.payment.id);
  const body = { id: o.id, type: o.delivery, created_at: isoTime(context.nowMs()), earlier, payment };
  if (o.refund === undefined) return body;
  return { ...body, refund: describeRefund(o.refund, { publicUrl: context.publicUrl(), nowMs: context.nowMs() }) };
}

async function isTold(db: Db, siteId: string): Promise<boolean> {
  const site = await findSite(db, siteId);
  return site?.webhookUrl != null || (await findSiteDelivery(db, siteId)) !== undefined;
}

/** What the site was told of this payment before: an order that it has acted on already must not look like a new one. */
async function earlierDeliveries(db: Db, paymentId: string): Promise<string[]> {
  const rows = await listOutboxRows(db, paymentId);
  return rows
    .filter(({ kind }) => kind === "webhook")
    .map(({ payloadJson }) => (JSON.parse(payloadJson) as { type: string }).type);
}
