// What our books say of a site's payments, and how far the site was told: the side of the ledger in a comparison with the
// site's own orders. Page by page, in the order of their ids.
import { listDeliveriesOf, listLastAttempts } from "../../store/outbox-rows.ts";
import { listPaymentsById } from "../../store/payments.ts";
import type { DeliveryAttemptsTable, OutboxTable } from "../../store/tables/outbox.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import type { Goods, StateName } from "../payments/payment-document.ts";
import { wayOfSite } from "./way-of-site.ts";

export type ListSiteBooksInput = { siteId: string; after?: string; limit?: number };

export type SiteBooksPage = {
  site: { id: string; name: string; adapter: string; registered_at: string };
  payments: BookedPayment[];
  next: string | null;
};

export type BookedPayment = {
  id: string;
  order_no: string;
  state: StateName;
  goods: Goods;
  amount_fen: number;
  refunded_fen: number;
  /** Begun by the site's earlier software. */
  adopted: boolean;
  created_at: string;
  paid_at: string | null;
  deliveries: BookedDelivery[];
};

export type BookedDelivery = {
  id: string;
  type: string;
  status: OutboxTable["status"];
  created_at: string;
  /** One word for how its last try ended; null where that was acknowledged, or there was none. */
  why: string | null;
  /** What was kept of the site's last answer. */
  answer: string | null;
};

const usualLimit = 500;

/** Throws 1009 (site). */
export async function listSiteBooks(context: Context, input: ListSiteBooksInput): Promise<SiteBooksPage> {
  const { siteId, after = "", limit = usualLimit } = input;
  const { row, adapterName } = await wayOfSite(context, siteId);
  return context.store.run(async (db) => {
    const payments = await listPaymentsById(db, { siteId, after, limit });
    const ids = payments.map(({ id }) => id);
    const rows = await listDeliveriesOf(db, ids);
    const open = rows.filter(({ status }) => status !== "done").map(({ id }) => id);
    const tries = new Map((await listLastAttempts(db, open)).map((one) => [one.outboxId, one]));
    return {
      site: { id: row.id, name: row.name, adapter: adapterName, registered_at: isoTime(row.createdAtMs) },
      payments: payments.map((payment) =>
        describe(
          payment,
          rows
            .filter(({ paymentId }) => paymentId === payment.id)
            .map((one) => describeDelivery(one, tries.get(one.id))),
        ),
      ),
      next: payments.length < limit ? null : (ids.at(-1) ?? null),
    };
  });
}

function describe(payment: PaymentsTable, deliveries: BookedDelivery[]): BookedPayment {
  const metadata = JSON.parse(payment.metadataJson) as Record<string, string>;
  return {
    id: payment.id,
    order_no: payment.orderNo,
    state: payment.state as StateName,
    goods: payment.goods as Goods,
    amount_fen: Number(payment.amountFen),
    refunded_fen: Number(payment.refundedFen),
    adopted: metadata["adopted"] !== undefined,
    created_at: isoTime(payment.createdAtMs),
    paid_at: payment.paidAtMs === null ? null : isoTime(payment.paidAtMs),
    deliveries,
  };
}

function describeDelivery(row: OutboxTable, last: DeliveryAttemptsTable | undefined): BookedDelivery {
  const { type } = JSON.parse(row.payloadJson) as { type: string };
  return {
    id: row.id,
    type,
    status: row.status,
    created_at: isoTime(row.createdAtMs),
    why: last?.error ?? null,
    answer: last?.answerExcerpt ?? null,
  };
}
