// The second way in: the gateway fulfils in the CMS's own tables. An adapter of the gateway's port, named by a site when it
// chooses it. What PHP would do for a webhook is done by statements from here; nothing else of the shop is touched.
import {
  type AdapterSite,
  type DeliveryOutcome,
  lostTry,
  type SiteAdapter,
  type SiteDelivery,
  type SiteFinding,
  SiteNotAsked,
  siteRefusal,
} from "@dedepay/gateway";
import { parseOrderNumber } from "../formats/order-number.ts";
import type { OpenShop } from "../platform/open-shop.ts";
import type { Answer } from "./answer.ts";
import { examineOpening, examineShop } from "./examine-shop.ts";
import { type Interruption, readInterruption } from "./interruption.ts";
import { readOrders } from "./read-orders.ts";
import { repairOrder } from "./repair-order.ts";
import { ShopDatabaseFailure, type ShopSession } from "./shop-session.ts";
import { checkShopSettings, type ShopSettings } from "./shop-settings.ts";
import { takeEvent } from "./take-event.ts";

/** The name under which a site chooses it. */
export const databaseAdapterName = "dedecms_database";

/** A buyer's order is deleted or shipped by people: minutes are soon enough, and the question is cheap. */
const watchEveryMs = 5 * 60_000;

export type DatabaseAdapterNeeds = { readonly open: OpenShop; readonly nowMs: () => number };

export function databaseAdapter({ open, nowMs }: DatabaseAdapterNeeds): SiteAdapter {
  return {
    checkSettings: checkShopSettings,
    async deliver(delivery, site, memory) {
      let noted: Interruption | undefined;
      const note = async (interruption: Interruption): Promise<void> => {
        noted = interruption;
        await memory.note(JSON.stringify({ outcome: lostTry, interruption }));
      };
      try {
        return await withShop(open, site, async (shop) => {
          const input = { event: JSON.parse(delivery.body), interruption: unheardOf(delivery), note };
          return outcomeOf(await takeEvent(shop, { nowS: Math.floor(nowMs() / 1000), ...input }), delivery);
        });
      } catch (error) {
        if (!(error instanceof ShopDatabaseFailure)) throw error;
        return failureOf(error, noted);
      }
    },
    examine: (site) => examine(open, site.settings as ShopSettings),
    readOrders: (question, site) => asked(withShop(open, site, (shop) => readOrders(shop, question))),
    repairOrder: (repair, site) =>
      asked(withShop(open, site, (shop) => repairOrder(shop, repair, Math.floor(nowMs() / 1000)))),
    watchEveryMs,
  };
}

/** For an installer, before anything is registered. Changes nothing. */
export async function examine(open: OpenShop, settings: ShopSettings): Promise<SiteFinding[]> {
  let shop: ShopSession | undefined;
  try {
    shop = await open(settings);
    return await examineShop(shop, settings);
  } catch (error) {
    return [examineOpening(error, settings)];
  } finally {
    shop?.close();
  }
}

async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ShopDatabaseFailure)) throw error;
    throw new SiteNotAsked(whyOf(error), error);
  }
}

function whyOf({ kind, code }: ShopDatabaseFailure): string {
  return `database_${kind}:${code}`;
}

async function withShop<T>(open: OpenShop, site: AdapterSite, use: (shop: ShopSession) => Promise<T>): Promise<T> {
  const shop = await open(site.settings as ShopSettings);
  try {
    return await use(shop);
  } finally {
    shop.close();
  }
}

/** What the last statement was about of which nobody heard how it ended; the next try tells from the rows. */
const interrupted = "interrupted";
/** A person looked and sent it on: it begins anew. */
const unclear = "interrupted_unclear";

function unheardOf({ earlierTries }: SiteDelivery): Interruption | undefined {
  const last = earlierTries.findLast((one) => one.why === unclear || readInterruption(one.excerpt) !== undefined);
  return last === undefined || last.why === unclear ? undefined : readInterruption(last.excerpt);
}

/** `noted`: a statement over two tables was sent, or was about to be. */
function failureOf(error: ShopDatabaseFailure, noted: Interruption | undefined): DeliveryOutcome {
  if (noted === undefined || error.kind !== "broken") return { kind: "retry", why: whyOf(error) };
  const excerpt = JSON.stringify({ outcome: interrupted, code: error.code, interruption: noted });
  return { kind: "retry", why: interrupted, answer: { excerpt } };
}

function outcomeOf({ status, outcome, gave, interruption }: Answer, { payment }: SiteDelivery): DeliveryOutcome {
  if (status === 200) {
    const order = { order_no: payment.order_no, kind: parseOrderNumber(payment.order_no)?.kind ?? "" };
    return { kind: "acknowledged", receipt: { outcome, ...order, ...gave } };
  }
  const excerpt = JSON.stringify({ outcome, interruption });
  return siteRefusal(status, outcome, { excerpt }) ?? { kind: "retry", why: outcome, answer: { excerpt } };
}
