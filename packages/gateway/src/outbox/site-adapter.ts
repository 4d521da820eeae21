// The port through which a site is told what happened to its payments. Each way of telling (a webhook, the old Alipay
// protocol, a database of the site's own) is one adapter, registered under a name; a site names the one it uses.
import type { BilingualText } from "@dedepay/errors";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";
import type { SiteOrdersPage, SiteOrdersQuestion } from "./site-orders.ts";

/** One thing that a site is owed, frozen when it happened: each try carries the same. */
export type SiteDelivery = {
  /** The same at each try, and when a person sends it again: a site that keeps the ids acts once. */
  id: string;
  /** `payment.paid`, `payment.escrow_paid`, `payment.refunded`, `refund.succeeded`, … */
  type: string;
  payment: PaymentDocument;
  /** Where it tells of one refund. */
  refund?: RefundDocument;
  /** All of it as UTF-8 JSON, for adapters which pass it on as it is. */
  body: string;
  createdAtMs: number;
  /** Each earlier try, oldest first; empty at the first. A person who sends it again starts no new list. */
  earlierTries: readonly EarlierTry[];
};

/**
 * `why` is null where it was acknowledged, `lost` where the process ended in its middle: it may have reached the site.
 * `excerpt` is what was kept of the answer.
 */
export type EarlierTry = { why: string | null; httpStatus: number | null; excerpt: string | null };

/** The `why` of a try whose process ended in its middle. */
export const lostTry = "lost";

/**
 * What an adapter wants the next try to know, should this one end without a word: it is kept before `note` resolves, and
 * stands in `earlierTries` as the excerpt of a lost try. At most some hundred characters; no secret.
 */
export type TryMemory = { note(excerpt: string): Promise<void> };

/** `settings` is what `checkSettings` gave back when the owner chose the adapter; they are kept sealed. */
export type AdapterSite = { id: string; name: string; settings: unknown };

/** What came back over the wire, kept with the try. At most some hundred characters of the answer, and no secret. */
export type SiteAnswer = { httpStatus?: number; excerpt?: string };

export type DeliveryOutcome =
  /** The site has it, for good. The receipt stays in our ledger, to prove it later; no secrets, no buyer. */
  | { kind: "acknowledged"; receipt?: Readonly<Record<string, string | number | boolean>>; answer?: SiteAnswer }
  /** Not now. `why` is one word for the owner's list (`http_503`, `ECONNREFUSED`); without `afterMs` the usual schedule. */
  | { kind: "retry"; why: string; afterMs?: number; answer?: SiteAnswer }
  /**
   * Trying again can't help or could do harm. The delivery is parked, with an incident, until a person sends it again or
   * says how it ended. `cause` names a cause page of the catalogue (`order-missing-when-paid`), where one fits.
   */
  | { kind: "needs_person"; why: string; explanation: BilingualText; cause?: string; answer?: SiteAnswer };

export type SiteAdapter = {
  /**
   * At least once on the wire, at most one effect at the site: harmless when repeated, whether or not the earlier try is
   * known to have worked. Ends within `deliveryLimitMs`. Expected trouble is an outcome; what it throws is a bug, is
   * logged and tried again.
   */
  deliver(delivery: SiteDelivery, site: AdapterSite, memory: TryMemory): Promise<DeliveryOutcome>;
  /**
   * Called when an owner chooses this way for a site. Answers the settings to keep (JSON values; sealed at rest).
   * Throws DedepayError 1002 or 1012 naming the field. Absent: the adapter takes no settings.
   */
  checkSettings?(settings: unknown): unknown;
  /** Enters the site with the settings and looks; changes nothing. Absent: there is nothing to enter. */
  examine?(site: AdapterSite): Promise<SiteFinding[]>;
  /** How the site's orders are. Changes nothing. Throws SiteNotAsked. Absent: this way can't tell. */
  readOrders?(question: SiteOrdersQuestion, site: AdapterSite): Promise<SiteOrdersPage>;
  /** How often the site's orders are looked at without being called, in ms. Absent: the site calls us. */
  watchEveryMs?: number;
  /** Mends one order in a way that the adapter names. Throws SiteNotAsked. Absent: only a delivery can change an order. */
  repairOrder?(repair: SiteRepair, site: AdapterSite): Promise<SiteRepaired>;
};

/** What is wrong with a way into a site, for its owner. `broken`: nothing can be delivered until it is mended. */
export type SiteFinding = { word: string; severity: "broken" | "warning" | "note" } & BilingualText;

/** `detail` is what the adapter said of the order before, JSON. */
export type SiteRepair = { orderNo: string; kind: string; detail: unknown };
export type SiteRepaired = { changed: boolean; outcome: string };

/** By the name under which sites choose them. */
export type SiteAdapters = Readonly<Record<string, SiteAdapter>>;

/** What a site uses that has chosen nothing. */
export const usualDelivery = "webhook";

/** After this long another process may take the delivery over, so a try must have ended. */
export const deliveryLimitMs = 50_000;

/** Where the sealer keeps a site's settings for its adapter. */
export function deliverySettingsPlace(siteId: string): string {
  return `site_deliveries/${siteId}/settings`;
}

/**
 * Told so, a site hands something out. A payment whose whole amount went back before the site acknowledged must not have
 * that effect any more: `payment.refunded` follows it and says all there is to say.
 */
export function grantsGoods(type: string): boolean {
  return type === "payment.paid" || type === "payment.escrow_paid";
}
