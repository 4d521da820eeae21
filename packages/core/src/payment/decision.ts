// The machine's answer. The caller writes payment, events, postings and effects in one transaction, or none of it.
import type { Posting } from "../ledger/posting.ts";
import type { Payment } from "./payment.ts";

/**
 * What the site is owed. `payment.paid`: the money is the seller's, hand out the goods; at most once.
 * `payment.escrow_paid`: the money is in escrow, ship physical goods; at most once. The others only tell.
 */
export type DeliveryName =
  | "payment.escrow_paid"
  | "payment.escrow_shipped"
  | "payment.held"
  | "payment.paid"
  | "payment.finished"
  | "payment.closed"
  | "payment.refunded"
  | "refund.failed";

export type ConflictReason =
  /** The trade's amount is not the attempt's: nothing moved. */
  | "amount_differs"
  /** The same, and Alipay says that the price was adjusted; nobody has paid it yet: nothing moved. */
  | "price_changed_by_seller"
  /** The adjusted price was paid: nothing moved, since nobody asked for that amount. */
  | "changed_price_paid"
  /** More refunded than was paid, or less than nothing: nothing moved. */
  | "refund_out_of_range"
  /** A refund on a trade that says it waits for its payment: nothing moved. */
  | "refund_on_unpaid_trade"
  /** A refund is proven, the payment was never reported: booked, to be queried. */
  | "refund_before_payment"
  /** TRADE_CLOSED with less than everything refunded: booked, to be looked at. */
  | "closed_with_part_refund"
  /** One trade reported both as paid and as closed, and no refund explains it. */
  | "closed_and_paid"
  /** Escrow statuses on a product without escrow: booked, but nothing is shipped or announced. */
  | "escrow_on_direct_trade"
  /** A second attempt brought money for a payment that has its money. */
  | "surplus"
  /** Money for content that is no longer the payment's. */
  | "superseded_attempt_paid";

export type IncidentCause =
  | ConflictReason
  /** Money after the site was told that the payment is closed. */
  | "late_money"
  /** TRADE_PENDING: paid, but the seller's account cannot receive. */
  | "seller_cannot_receive"
  /** The buyer asks for a refund in escrow, or the dispute moved on; there is a deadline at Alipay. */
  | "buyer_refund_request"
  | "refund_outcome_unknown"
  /** Succeeded although it was given up, or was never sent by us. */
  | "refund_succeeded_unexpectedly";

export type IgnoreReason =
  | "no_payment_yet"
  | "already_known"
  /** Older than what is known already. */
  | "overtaken"
  /** trade_status is none that we know; the caller keeps it visible. */
  | "unknown_status"
  | "nothing_in_escrow"
  | "has_money";

export type QueryReason =
  | "refund_amount_unknown"
  | "paid_seen_with_refund"
  | "closed_and_paid"
  | "refund_before_payment"
  | "closed_with_part_refund";

/** Something to do, exactly once per `key` within the payment: the store refuses a second row with the same key. */
export type Effect =
  | {
      type: "deliver";
      key: string;
      delivery: DeliveryName;
      /** Cumulative. */
      refundedFen?: bigint;
      refundId?: string;
    }
  /** Virtual goods lie in escrow: mark them shipped at Alipay, or leave that to a site which ships itself. Never a reason to hand them out. */
  | { type: "ship_virtual"; key: string; attemptId: string }
  /** Ask Alipay for this trade now; the answer decides what the evidence leaves open. */
  | { type: "query_trade"; key: string; attemptId: string; why: QueryReason }
  | { type: "open_incident"; key: string; cause: IncidentCause; attemptId?: string; detail?: string }
  /** Money that buys nothing here: offer the owner to send it back. */
  | { type: "offer_refund"; key: string; attemptId: string; amountFen: bigint }
  | { type: "submit_refund"; key: string; refundId: string }
  | { type: "query_refund"; key: string; refundId: string };

export type Decision =
  /** State or facts changed, or there is something to do; `payment.state` may be the same. */
  | { kind: "move"; payment: Payment; events: string[]; postings: Posting[]; effects: Effect[] }
  | { kind: "ignore"; reason: IgnoreReason }
  /** Something a person must see. What is certain is booked all the same: store `payment` too. */
  | {
      kind: "conflict";
      reason: ConflictReason;
      payment: Payment;
      events: string[];
      postings: Posting[];
      effects: Effect[];
    };
