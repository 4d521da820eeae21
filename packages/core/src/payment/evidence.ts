// Reads one event into what it proves: the column of the transition table, and the facts to join. Knows no payment state.
import { assertNever } from "../assert-never.ts";
import type { ConflictReason } from "./decision.ts";
import type { MoneyReached } from "./payment.ts";
import type { PaymentEvent, TradeReported } from "./payment-event.ts";

/** The columns of the transition table. */
export const evidenceKinds = [
  "waiting",
  "escrowed",
  "shipped",
  "pending",
  "succeeded",
  "finished",
  "closed",
  "closed_part_refunded",
  "refunded",
  "part_refunded",
  "shipment_accepted",
  "expired",
  "unknown",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export type Evidence = {
  kind: EvidenceKind;
  reached: MoneyReached;
  closed: boolean;
  /** Speaks of a refund that took place. */
  refundReported: boolean;
  /** Cumulative; zero: none, or not said. */
  refundedFen: bigint;
  /** Came as the answer to a question: it lifts a doubt which a notification only raises. */
  answered: boolean;
  /** refund_status of a request that the buyer has open. */
  openRequest?: string;
};

/** The column and the facts of an event about one attempt whose trade is over `amountFen`; or why it contradicts itself. */
export function readEvidence(event: PaymentEvent, amountFen: bigint): Evidence | { contradiction: ConflictReason } {
  const nothing = { reached: "none", closed: false, refundReported: false, refundedFen: 0n, answered: false } as const;
  switch (event.type) {
    case "expired":
      return { ...nothing, kind: "expired" };
    case "shipment_accepted":
      return { ...nothing, kind: "shipment_accepted" };
    case "close_confirmed":
      return { ...nothing, kind: "closed", closed: true };
    case "refund_reported":
      if (event.refundedFen <= 0n || event.refundedFen > amountFen) return { contradiction: "refund_out_of_range" };
      return {
        ...nothing,
        kind: event.refundedFen === amountFen ? "refunded" : "part_refunded",
        refundReported: true,
        refundedFen: event.refundedFen,
      };
    case "trade_reported":
      return event.status === "UNKNOWN" ? { ...nothing, kind: "unknown" } : readReport(event, amountFen);
    default:
      return assertNever(event);
  }
}

const meaning = {
  WAIT_BUYER_PAY: { kind: "waiting", reached: "none" },
  WAIT_SELLER_SEND_GOODS: { kind: "escrowed", reached: "escrowed" },
  WAIT_BUYER_CONFIRM_GOODS: { kind: "shipped", reached: "shipped" },
  TRADE_PENDING: { kind: "pending", reached: "held" },
  TRADE_SUCCESS: { kind: "succeeded", reached: "settled" },
  TRADE_FINISHED: { kind: "finished", reached: "finished" },
  TRADE_CLOSED: { kind: "closed", reached: "none" },
  UNKNOWN: { kind: "unknown", reached: "none" },
} as const satisfies Record<string, { kind: EvidenceKind; reached: MoneyReached }>;

function readReport(event: TradeReported, amountFen: bigint): Evidence | { contradiction: ConflictReason } {
  if (event.totalFen !== amountFen || amountFen <= 0n) return { contradiction: reasonOfDifference(event) };
  const said = event.refundedFen ?? 0n;
  if (said < 0n || said > amountFen) return { contradiction: "refund_out_of_range" };
  const refundReported = said > 0n || saysRefunded(event);
  const { kind, reached } = meaning[event.status];
  if (kind === "waiting" && refundReported) return { contradiction: "refund_on_unpaid_trade" };
  const closed = kind === "closed";
  // Alipay closes a paid trade only when all of it went back, so a closing refund without an amount is the whole amount.
  const refundedFen = closed && refundReported && said === 0n ? amountFen : said;
  return {
    kind: columnOf({ kind, refundedFen, amountFen }),
    reached,
    closed,
    refundReported,
    refundedFen,
    answered: event.source === "query",
    ...(isOpenRequest(event.refundStatus) ? { openRequest: event.refundStatus } : {}),
  };
}

// Which of the owner's troubles another amount is. The flag only names it: the amount alone decides that nothing moves.
function reasonOfDifference(event: TradeReported): ConflictReason {
  if (event.isTotalAdjusted !== true || event.totalFen <= 0n) return "amount_differs";
  const hasMoney = meaning[event.status].reached !== "none" || (event.refundedFen ?? 0n) > 0n || saysRefunded(event);
  return hasMoney ? "changed_price_paid" : "price_changed_by_seller";
}

// A time of refund proves one only where no status says otherwise: a dispute that is open or was closed may carry a time too.
function saysRefunded({ refundStatus, refundAtMs }: TradeReported): boolean {
  if (refundStatus !== undefined && refundStatus !== "") return refundStatus === "REFUND_SUCCESS";
  return refundAtMs !== undefined;
}

function columnOf(said: { kind: EvidenceKind; refundedFen: bigint; amountFen: bigint }): EvidenceKind {
  if (said.refundedFen === said.amountFen) return "refunded";
  return said.kind === "closed" && said.refundedFen > 0n ? "closed_part_refunded" : said.kind;
}

// The two ends of a dispute are not open; any other text, known or new, is: a missed request costs the owner its deadline.
function isOpenRequest(refundStatus: string | undefined): refundStatus is string {
  return (
    refundStatus !== undefined &&
    refundStatus !== "" &&
    refundStatus !== "REFUND_SUCCESS" &&
    refundStatus !== "REFUND_CLOSED"
  );
}
