// Looks at the orders of a site that never calls us: what its owner has marked as shipped, and what was deleted under a buyer
// who could still pay for it. Nothing is settled by it.
import { DedepayError } from "@dedepay/errors";
import { SiteNotAsked, type SiteOrder } from "../../outbox/site-orders.ts";
import { deleteDoneRows, insertOutboxRow, newOutboxRow } from "../../store/outbox-rows.ts";
import { listOpenedPayments, listPaymentsToShip } from "../../store/payments.ts";
import type { Db } from "../../store/store.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { closePayment } from "../payments/close-payment.ts";
import { shipPayment } from "../shipping/ship-payment.ts";
import { wayOfSite } from "./way-of-site.ts";

export type WatchSiteInput = { siteId: string; requestId: string };
/** `shipped`, `closed`: order numbers. `why`: the site could not be asked. */
export type SiteWatched = { shipped: string[]; closed: string[]; why: string | null };

const most = 100;
const minuteMs = 60_000;
/** A buyer who is sent to us has an order already; its row may still be on its way to a replica. */
const settledForMs = 5 * minuteMs;
/** Older ones have long ended at Alipay. */
const openForMs = 24 * 60 * minuteMs;

/** Throws 1009 (site), 1002 (not a way of this process). */
export async function watchSite(context: Context, { siteId, requestId }: WatchSiteInput): Promise<SiteWatched> {
  const watched: SiteWatched = { shipped: [], closed: [], why: null };
  const { adapter, site, row } = await wayOfSite(context, siteId);
  if (adapter.readOrders === undefined) return watched;
  const nowMs = context.nowMs();
  const { toShip, open } = await context.store.run(async (db) => ({
    toShip: await listPaymentsToShip(db, siteId, most),
    open: await listOpenedPayments(db, siteId, { fromMs: nowMs - openForMs, toMs: nowMs - settledForMs, limit: most }),
  }));
  const numbers = [...toShip, ...open].map(({ orderNo }) => orderNo);
  if (numbers.length === 0) return watched;
  try {
    const { orders } = await adapter.readOrders({ what: "named", orderNos: numbers }, site);
    const byNumber = new Map(orders.map((order) => [order.order_no, order]));
    for (const payment of toShip) {
      if (await ship(context, { payment, order: byNumber.get(payment.orderNo), siteName: row.name, requestId }))
        watched.shipped.push(payment.orderNo);
    }
    for (const payment of open) {
      if (byNumber.has(payment.orderNo)) continue;
      if (await close(context, payment, requestId)) watched.closed.push(payment.orderNo);
    }
  } catch (error) {
    if (!(error instanceof SiteNotAsked)) throw error;
    context.log.warn({ requestId, siteId, why: error.why }, "the site's orders could not be looked at");
    return { ...watched, why: error.why };
  }
  return watched;
}

type Shipping = { payment: PaymentsTable; order: SiteOrder | undefined; siteName: string; requestId: string };

async function ship(context: Context, { payment, order, siteName, requestId }: Shipping): Promise<boolean> {
  if (order === undefined || order.rows !== 1) {
    await orderGone(context, payment, siteName);
    return false;
  }
  if (!order.shipped) return false;
  try {
    await shipPayment(context, {
      siteId: payment.siteId,
      paymentId: payment.id,
      logisticsName: order.carrier ?? "快递",
      transportType: "EXPRESS",
      requestId,
    });
    return true;
  } catch (error) {
    if (!(error instanceof DedepayError)) throw error;
    await context.store.inTransaction((db) =>
      openIncident(context, db, {
        cause: { catalogue: "escrow-waits-for-shipping" },
        group: `escrow-waits-for-shipping:${payment.id}`,
        title: {
          zh: `订单 ${payment.orderNo} 在网站里已发货，但没能告诉支付宝：请到支付宝手动发货，否则货款会退回买家`,
          en: `Order ${payment.orderNo} is shipped in the shop and Alipay could not be told: do it there by hand, or the money goes back`,
        },
        paymentId: payment.id,
        evidence: { code: error.unified, detail: error.detail.zh },
      }),
    );
    return false;
  }
}

/** The buyer's money lies at Alipay, and nobody will ship what is not in the shop any more. */
async function orderGone(context: Context, payment: PaymentsTable, siteName: string): Promise<void> {
  await context.store.inTransaction((db) =>
    openIncident(context, db, {
      cause: "order-missing-when-paid",
      group: `order-missing-when-paid:${payment.id}`,
      title: {
        zh: `担保交易订单 ${payment.orderNo} 的钱在支付宝等着发货，网站“${siteName}”里却没有（或不止一张）这张订单`,
        en: `The money of escrow order ${payment.orderNo} waits at Alipay, and "${siteName}" does not have the order (or has it twice)`,
      },
      paymentId: payment.id,
      evidence: { orderNo: payment.orderNo },
    }),
  );
}

/** Better a dead link than money for an order that is not there any more. */
async function close(context: Context, payment: PaymentsTable, requestId: string): Promise<boolean> {
  try {
    await closePayment(context, { siteId: payment.siteId, paymentId: payment.id, requestId });
    context.log.info({ requestId, paymentId: payment.id }, "closed: the order was deleted in the shop");
    return true;
  } catch (error) {
    // Paid meanwhile, or Alipay did not say: it is looked at again.
    if (!(error instanceof DedepayError)) throw error;
    return false;
  }
}

/** One row per site and moment, however many processes plan it; those that are through are not kept. */
export async function planWatch(context: Context, db: Db, o: { siteId: string; dueMs: number }): Promise<void> {
  const { siteId, dueMs } = o;
  await deleteDoneRows(db, { kind: "watch_site", siteId });
  await insertOutboxRow(
    db,
    newOutboxRow({
      id: context.newId("dlv"),
      uniqueKey: `site_watch:${siteId}:${Math.floor(dueMs / minuteMs)}`,
      kind: "watch_site",
      siteId,
      payload: {},
      availableAtMs: dueMs,
      nowMs: context.nowMs(),
    }),
  );
}
