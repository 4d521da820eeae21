// Hands one delivery to the adapter which its site uses. It knows no way of telling.
import { assertNever } from "../assert-never.ts";
import { findLatestResend } from "../store/delivery-resends.ts";
import { listDeliveryAttempts } from "../store/outbox-rows.ts";
import { findPayment } from "../store/payments.ts";
import { findSiteDelivery } from "../store/site-deliveries.ts";
import { findSite } from "../store/sites.ts";
import type { SiteDeliveriesTable } from "../store/tables/deliveries.ts";
import type { DeliveryAttemptsTable, OutboxTable } from "../store/tables/outbox.ts";
import type { PaymentsTable } from "../store/tables/payments.ts";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/incidents/open-incident.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";
import { adapterSite } from "./adapter-site.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { keepTry, noteTry } from "./keep-try.ts";
import { nextTryInMs, type RetrySchedule } from "./retry-schedule.ts";
import {
  deliveryLimitMs,
  type EarlierTry,
  grantsGoods,
  lostTry,
  type SiteDelivery,
  usualDelivery,
} from "./site-adapter.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;
const schedule: RetrySchedule = {
  // Quick at first (a restart of the shop), then patient (a night without its owner).
  delaysMs: [2, 10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200].map((seconds) => seconds * secondMs) as [
    number,
    ...number[],
  ],
  giveUpAfterMs: 72 * hourMs,
};
/** A shop which takes ten seconds for each answer gets these many at once, and the others get the rest. */
const perSite = 4;

export function deliveryHandler(context: Context): Handler {
  return {
    handle: (row) => deliver(context, row),
    leaseMs: deliveryLimitMs + 10 * secondMs,
    perSite,
    async afterFailure(row, nowMs) {
      const again = await context.store.run((db) => findLatestResend(db, row.id));
      const tries = row.attempts - (again?.attemptsBefore ?? 0);
      return nextTryInMs(schedule, { tries, sinceMs: again?.createdAtMs ?? row.createdAtMs, nowMs });
    },
    onDead: (db, row, why) =>
      openIncident(context, db, {
        cause: "webhook-undeliverable",
        group: `webhook-undeliverable:${row.siteId ?? ""}`,
        title: {
          zh: "网站连续三天没有确认支付结果通知",
          en: "The site has not acknowledged a delivery for three days",
        },
        paymentId: row.paymentId ?? undefined,
        evidence: { outboxId: row.id, attempts: row.attempts, why },
      }),
  };
}

type Way = {
  site: SitesTable;
  payment: PaymentsTable | undefined;
  chosen: SiteDeliveriesTable | undefined;
  tries: DeliveryAttemptsTable[];
  sentAgain: boolean;
};

async function deliver(context: Context, row: OutboxTable): Promise<HandlerResult> {
  const way = await readWay(context, row);
  if (way === undefined) return { kind: "dead", why: "no_such_site" };
  const name = way.chosen?.adapter ?? usualDelivery;
  const delivery = deliveryOf(row, way);
  if (grantsGoods(delivery.type) && way.payment?.state === "refunded" && !way.sentAgain)
    return { kind: "skipped", why: "refunded_meanwhile" };
  const adapter = context.siteAdapters[name];
  if (adapter === undefined) {
    context.log.error({ outboxId: row.id, siteId: way.site.id, adapter: name }, "no such site adapter in this process");
    return { kind: "retry", why: `no_adapter:${name}` };
  }
  const startedAtMs = context.nowMs();
  let noted = false;
  const note = async (excerpt: string): Promise<void> => {
    noted = true;
    await context.store.inTransaction((db) => noteTry(context, db, { row, startedAtMs, excerpt }));
  };
  const outcome = await adapter.deliver(delivery, adapterSite(context, way.site, way.chosen), { note });
  await context.store.inTransaction((db) => keepTry(context, db, { row, adapter: name, startedAtMs, outcome, noted }));
  switch (outcome.kind) {
    case "acknowledged":
      return { kind: "done" };
    case "retry":
      return { kind: "retry", why: outcome.why, retryAfterMs: outcome.afterMs };
    case "needs_person":
      return { kind: "parked", why: outcome.why };
    default:
      return assertNever(outcome);
  }
}

function readWay({ store }: Context, row: OutboxTable): Promise<Way | undefined> {
  return store.run(async (db) => {
    const site = await findSite(db, row.siteId ?? "");
    if (site === undefined) return undefined;
    return {
      site,
      payment: await findPayment(db, row.paymentId ?? ""),
      chosen: await findSiteDelivery(db, site.id),
      tries: row.attempts === 1 ? [] : await listDeliveryAttempts(db, row.id),
      sentAgain: row.attempts > 1 && (await findLatestResend(db, row.id)) !== undefined,
    };
  });
}

function deliveryOf(row: OutboxTable, { tries }: Way): SiteDelivery {
  const told = JSON.parse(row.payloadJson) as { type: string; payment: PaymentDocument; refund?: RefundDocument };
  const byNumber = new Map(tries.map((one) => [one.number, one]));
  return {
    id: row.id,
    type: told.type,
    payment: told.payment,
    ...(told.refund === undefined ? {} : { refund: told.refund }),
    body: row.payloadJson,
    createdAtMs: row.createdAtMs,
    earlierTries: Array.from({ length: row.attempts - 1 }, (_, index) => earlierTry(byNumber.get(index + 1))),
  };
}

function earlierTry(one: DeliveryAttemptsTable | undefined): EarlierTry {
  if (one === undefined) return { why: lostTry, httpStatus: null, excerpt: null };
  return { why: one.error, httpStatus: one.httpStatus, excerpt: one.answerExcerpt };
}
