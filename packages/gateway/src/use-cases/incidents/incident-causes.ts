// Every cause that the gateway itself opens incidents for, and how pressing it is. Each has a cause page in the catalogue;
// what Alipay's own codes mean comes from there as well, under the names that the catalogue gives it.
import type { IncidentCause as MachineCause } from "@dedepay/core";

/**
 * `money`: money is at risk or a buyer waits for what he paid: breaks through the owner's quiet hours.
 * `attention`: something is broken and will cost money if it stays. `notice`: good to know.
 */
export type Severity = "money" | "attention" | "notice";

type Kebab<Text extends string> = Text extends `${infer Head}_${infer Tail}` ? `${Head}-${Kebab<Tail>}` : Text;

export type GatewayCause =
  | Kebab<MachineCause>
  | "refund-offer"
  | "unknown-order"
  | "order-missing-when-paid"
  | "notified-amount-differs-from-order"
  | "evidence-of-another-seller"
  | "notification-not-about-a-trade"
  | "notification-not-verified"
  | "notification-for-unknown-account"
  | "second-check-not-fresh"
  | "query-answered-for-another-trade"
  | "outcome-unknown"
  | "reply-not-verified"
  | "alipay-refused-call"
  | "contract-expired-or-suspended"
  | "virtual-goods-not-shipped"
  | "virtual-goods-await-seller"
  | "webhook-failing"
  | "webhook-undeliverable"
  | "delivery-needs-person"
  | "site-check-unanswered"
  | "dedecms-stock-plugin-returned"
  | "ledger-restored"
  | "refund-found-after-restore"
  | "buyer-saw-error-page"
  | "buyers-left-without-trade"
  | "notice-undeliverable"
  | "look-alike-request-refused"
  | "look-alike-unknown-partner"
  | "old-shop-answer-unclear";

export const incidentCauses: Readonly<Record<GatewayCause, Severity>> = {
  "amount-differs": "money",
  "refund-out-of-range": "money",
  "refund-on-unpaid-trade": "attention",
  "refund-before-payment": "attention",
  "closed-with-part-refund": "money",
  "closed-and-paid": "money",
  "escrow-on-direct-trade": "attention",
  // The seller has just done it himself; money moves only when the buyer pays it.
  "price-changed-by-seller": "attention",
  "changed-price-paid": "money",
  surplus: "money",
  "superseded-attempt-paid": "money",
  "late-money": "money",
  "seller-cannot-receive": "money",
  "buyer-refund-request": "money",
  "refund-outcome-unknown": "money",
  "refund-succeeded-unexpectedly": "money",
  "refund-offer": "money",
  "unknown-order": "money",
  "order-missing-when-paid": "money",
  "notified-amount-differs-from-order": "money",
  "evidence-of-another-seller": "money",
  "notification-not-about-a-trade": "notice",
  "notification-not-verified": "attention",
  "notification-for-unknown-account": "attention",
  "second-check-not-fresh": "attention",
  "query-answered-for-another-trade": "attention",
  "outcome-unknown": "money",
  "reply-not-verified": "attention",
  "alipay-refused-call": "attention",
  "contract-expired-or-suspended": "attention",
  "virtual-goods-not-shipped": "money",
  "virtual-goods-await-seller": "attention",
  "webhook-failing": "money",
  "webhook-undeliverable": "money",
  "delivery-needs-person": "money",
  "site-check-unanswered": "attention",
  // Whoever knows the old hole can have goods without paying.
  "dedecms-stock-plugin-returned": "money",
  "ledger-restored": "attention",
  "refund-found-after-restore": "money",
  "buyer-saw-error-page": "attention",
  "buyers-left-without-trade": "money",
  "notice-undeliverable": "attention",
  "look-alike-request-refused": "attention",
  "look-alike-unknown-partner": "attention",
  "old-shop-answer-unclear": "money",
};

export function isGatewayCause(cause: string): cause is GatewayCause {
  return Object.hasOwn(incidentCauses, cause);
}

/** A cause of the catalogue stands for something that Alipay refuses: no buyer can pay that way. */
export function severityOf(cause: string): Severity {
  return isGatewayCause(cause) ? incidentCauses[cause] : "attention";
}

export function machineCause(cause: MachineCause): GatewayCause {
  return cause.replaceAll("_", "-") as Kebab<MachineCause>;
}
