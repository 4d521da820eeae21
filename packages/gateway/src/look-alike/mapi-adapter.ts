// The way of telling a site which talks like Alipay's old gateway. One notification at a time per order, never beside a signed
// return, and no second one while the first may still be at work: old shops look and act in two steps, and two messages at
// once are goods handed out twice.
import type { AdapterSite, DeliveryOutcome, SiteAdapter, SiteDelivery, TryMemory } from "../outbox/site-adapter.ts";
import { listDeliveryReceipts } from "../store/delivery-receipts.ts";
import {
  acknowledgeLookAlikeNotice,
  claimNoticeSending,
  findLookAlikeOrder,
  listLookAlikeNotices,
} from "../store/look-alike-orders.ts";
import { listOutboxRows } from "../store/outbox-rows.ts";
import { findSite } from "../store/sites.ts";
import type { Db } from "../store/store.ts";
import type { LookAlikeNoticesTable, LookAlikeOrdersTable } from "../store/tables/look-alike.ts";
import { deliverRefundNotice } from "./deliver-refund-notice.ts";
import { judgeReply, maySettled, notSent } from "./judge-reply.ts";
import { keptNotice } from "./kept-notice.ts";
import { documentTrade, noticeFields } from "./legacy-trade.ts";
import { type MessageContext, sendMessage } from "./send-message.ts";

/** Longer than a PHP script may run, and than a browser takes to open an address. */
const quietMs = 2 * 60_000;

/** `webhook` tells of payments which did not come through the look-alike. */
export function mapiAdapter(context: MessageContext & { webhook: SiteAdapter }): SiteAdapter {
  return {
    async deliver(delivery, site, memory) {
      const order = await context.store.run((db) => findLookAlikeOrder(db, delivery.payment.id));
      if (order === undefined) return tellOtherwise(context, { delivery, site, memory });
      switch (delivery.type) {
        case "payment.escrow_paid":
          // Shops of this kind take money in escrow for theirs: virtual goods would be handed out at once.
          if (delivery.payment.goods === "virtual") {
            return { kind: "acknowledged", receipt: { told: "no", because: "virtual_goods_wait_for_the_money" } };
          }
          return deliverNotification(context, { delivery, site, order });
        case "payment.paid":
          return deliverNotification(context, { delivery, site, order });
        case "payment.refunded":
        case "refund.failed":
          return deliverRefundNotice(context, { delivery, siteId: site.id });
        default:
          // Shipping and closing: shops of this kind act on the first message about the money and on nothing else.
          return { kind: "acknowledged", receipt: { told: "no", because: "not_in_this_protocol" } };
      }
    },
  };
}

async function tellOtherwise(
  context: MessageContext & { webhook: SiteAdapter },
  { delivery, site, memory }: { delivery: SiteDelivery; site: AdapterSite; memory: TryMemory },
): Promise<DeliveryOutcome> {
  const row = await context.store.run((db) => findSite(db, site.id));
  if (row?.webhookUrl != null) return context.webhook.deliver(delivery, site, memory);
  return { kind: "acknowledged", receipt: { told: "no", because: "site_asks_by_itself" } };
}

type Notification = { delivery: SiteDelivery; site: AdapterSite; order: LookAlikeOrdersTable };

async function deliverNotification(context: MessageContext, o: Notification): Promise<DeliveryOutcome> {
  const { delivery, site, order } = o;
  const nowMs = context.nowMs();
  const about = { partner: order.partner, paymentId: order.paymentId, nowMs };
  const notice = await context.store.run((db) => keptNotice(db, { what: delivery.id, kind: "notify", ...about }));
  const before = await context.store.run((db) => toldBefore(db, { notice, deliveryId: delivery.id }));
  if (before !== undefined) return { kind: "acknowledged", receipt: before };
  const busyMs = await context.store.run((db) => busyForMs(db, { delivery, notice, nowMs }));
  if (busyMs > 0) return { kind: "retry", why: notSent, afterMs: busyMs };
  if (!(await context.store.run((db) => claimNoticeSending(db, notice, nowMs)))) {
    return { kind: "retry", why: notSent, afterMs: quietMs };
  }
  const trade = documentTrade(order, delivery.payment);
  const { notifyUrl: url, charset } = trade.kept;
  const reply = await sendMessage(context, { siteId: site.id, notice, url, charset, fields: noticeFields(trade) });
  const outcome = judgeReply({
    reply,
    earlier: delivery.earlierTries,
    orderNo: trade.outTradeNo,
    notifyId: notice.id,
  });
  if (outcome.kind === "acknowledged") {
    await context.store.run((db) => acknowledgeLookAlikeNotice(db, notice.id, context.nowMs()));
  }
  return outcome;
}

/** The shop has acted on an earlier message of this payment, as it said itself or a person did. */
async function toldBefore(
  db: Db,
  { notice, deliveryId }: { notice: LookAlikeNoticesTable; deliveryId: string },
): Promise<Record<string, string> | undefined> {
  const notices = await listLookAlikeNotices(db, notice.paymentId, "notify");
  const other = notices.find((one) => one.id !== notice.id && one.acknowledgedAtMs !== null);
  if (other !== undefined) return { told: "before", notify_id: other.id };
  for (const { id } of await listOutboxRows(db, notice.paymentId)) {
    const byHand = (await listDeliveryReceipts(db, id)).some(({ adapter }) => adapter === "by_hand");
    if (id !== deliveryId && byHand) return { told: "before", delivery: id };
  }
  return undefined;
}

/** How long something else may still be at work at the shop: a try whose end nobody heard, or a signed return. */
async function busyForMs(
  db: Db,
  { delivery, notice, nowMs }: { delivery: SiteDelivery; notice: LookAlikeNoticesTable; nowMs: number },
): Promise<number> {
  const last = delivery.earlierTries.findLast((one) => one.why !== notSent);
  const openEnded = last !== undefined && last.why !== null && maySettled(last);
  const [latest] = await listLookAlikeNotices(db, notice.paymentId, "return");
  const sinceMs = Math.max(openEnded ? (notice.sentAtMs ?? 0) : 0, latest?.createdAtMs ?? 0);
  return sinceMs + quietMs - nowMs;
}
