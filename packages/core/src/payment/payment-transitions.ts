// The payment machine as data: what each kind of evidence does in each state. Every pair is written down.
// The states are a chain (unpaid < closed < escrow_paid < escrow_shipped < held < paid < finished < refunded) and evidence
// only ever raises a payment on it: that is why its order and its repetition cannot matter. See docs/decisions.
import type { ConflictReason, IgnoreReason, IncidentCause } from "./decision.ts";
import type { EvidenceKind } from "./evidence.ts";
import type { PaymentState, TradeKind } from "./payment.ts";

/** `stay` still joins new facts (an amount refunded, books that were incomplete); with none it is an `ignore`. */
export type Outcome =
  | { kind: "move"; to: PaymentState; incident?: IncidentCause }
  | { kind: "stay"; reason: IgnoreReason }
  | { kind: "conflict"; reason: ConflictReason; to?: PaymentState };

export type TransitionTable = Readonly<Record<PaymentState, Readonly<Record<EvidenceKind, Outcome>>>>;

const to = (state: PaymentState): Outcome => ({ kind: "move", to: state });
const late = (state: PaymentState): Outcome => ({ kind: "move", to: state, incident: "late_money" });
const conflict = (reason: ConflictReason, state?: PaymentState): Outcome =>
  state === undefined ? { kind: "conflict", reason } : { kind: "conflict", reason, to: state };
const known: Outcome = { kind: "stay", reason: "already_known" };
const overtaken: Outcome = { kind: "stay", reason: "overtaken" };
const hasMoney: Outcome = { kind: "stay", reason: "has_money" };
const unknown: Outcome = { kind: "stay", reason: "unknown_status" };
const notInEscrow: Outcome = { kind: "stay", reason: "nothing_in_escrow" };

const escrowTable: TransitionTable = {
  unpaid: {
    waiting: { kind: "stay", reason: "no_payment_yet" },
    escrowed: to("escrow_paid"),
    shipped: to("escrow_shipped"),
    pending: to("held"),
    succeeded: to("paid"),
    finished: to("finished"),
    closed: to("closed"),
    closed_part_refunded: conflict("closed_with_part_refund", "closed"),
    refunded: to("refunded"),
    part_refunded: conflict("refund_before_payment"),
    shipment_accepted: notInEscrow,
    expired: to("closed"),
    unknown,
  },
  closed: {
    waiting: overtaken,
    escrowed: late("escrow_paid"),
    shipped: late("escrow_shipped"),
    pending: late("held"),
    succeeded: late("paid"),
    finished: late("finished"),
    closed: known,
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: conflict("refund_before_payment"),
    shipment_accepted: notInEscrow,
    expired: known,
    unknown,
  },
  escrow_paid: {
    waiting: overtaken,
    escrowed: known,
    shipped: to("escrow_shipped"),
    pending: to("held"),
    succeeded: to("paid"),
    finished: to("finished"),
    closed: conflict("closed_and_paid"),
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: known,
    shipment_accepted: to("escrow_shipped"),
    expired: hasMoney,
    unknown,
  },
  escrow_shipped: {
    waiting: overtaken,
    escrowed: overtaken,
    shipped: known,
    pending: to("held"),
    succeeded: to("paid"),
    finished: to("finished"),
    closed: conflict("closed_and_paid"),
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: known,
    shipment_accepted: known,
    expired: hasMoney,
    unknown,
  },
  held: {
    waiting: overtaken,
    escrowed: overtaken,
    shipped: overtaken,
    pending: known,
    succeeded: to("paid"),
    finished: to("finished"),
    closed: conflict("closed_and_paid"),
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: known,
    shipment_accepted: overtaken,
    expired: hasMoney,
    unknown,
  },
  paid: {
    waiting: overtaken,
    escrowed: overtaken,
    shipped: overtaken,
    pending: overtaken,
    succeeded: known,
    finished: to("finished"),
    closed: conflict("closed_and_paid"),
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: known,
    shipment_accepted: overtaken,
    expired: hasMoney,
    unknown,
  },
  finished: {
    waiting: overtaken,
    escrowed: overtaken,
    shipped: overtaken,
    pending: overtaken,
    succeeded: overtaken,
    finished: known,
    closed: conflict("closed_and_paid"),
    closed_part_refunded: conflict("closed_with_part_refund"),
    refunded: to("refunded"),
    part_refunded: known,
    shipment_accepted: overtaken,
    expired: hasMoney,
    unknown,
  },
  refunded: {
    waiting: overtaken,
    escrowed: overtaken,
    shipped: overtaken,
    pending: overtaken,
    succeeded: overtaken,
    finished: overtaken,
    closed: known,
    closed_part_refunded: overtaken,
    refunded: known,
    part_refunded: overtaken,
    shipment_accepted: overtaken,
    expired: hasMoney,
    unknown,
  },
};

/** A direct product has no escrow. Money is money, so it is booked; but nothing ships on a contract that we misread. */
const onDirect = (forward?: PaymentState): Outcome => conflict("escrow_on_direct_trade", forward);

const directTable: TransitionTable = {
  unpaid: { ...escrowTable.unpaid, escrowed: onDirect("escrow_paid"), shipped: onDirect("escrow_shipped") },
  closed: { ...escrowTable.closed, escrowed: onDirect("escrow_paid"), shipped: onDirect("escrow_shipped") },
  escrow_paid: { ...escrowTable.escrow_paid, escrowed: onDirect(), shipped: onDirect("escrow_shipped") },
  escrow_shipped: { ...escrowTable.escrow_shipped, escrowed: onDirect(), shipped: onDirect() },
  held: { ...escrowTable.held, escrowed: onDirect(), shipped: onDirect() },
  paid: { ...escrowTable.paid, escrowed: onDirect(), shipped: onDirect() },
  finished: { ...escrowTable.finished, escrowed: onDirect(), shipped: onDirect() },
  refunded: { ...escrowTable.refunded, escrowed: onDirect(), shipped: onDirect() },
};

/** Dual trades are judged like escrow trades: an instant branch simply never shows the escrow statuses. */
export const paymentTransitions: Readonly<Record<TradeKind, TransitionTable>> = {
  direct: directTable,
  escrow: escrowTable,
  dual: escrowTable,
};
