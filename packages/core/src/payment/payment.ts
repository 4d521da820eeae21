// What a payment is to the machine: its state, and the facts from which late evidence is judged. No ids of rows, no times, no texts.

export type PaymentState =
  | "unpaid"
  | "closed"
  | "escrow_paid"
  | "escrow_shipped"
  | "held"
  | "paid"
  | "finished"
  | "refunded";

/** Which product was asked for. OpenAPI trades are direct. `dual`: the buyer chose at Alipay, only the evidence tells. */
export type TradeKind = "direct" | "escrow" | "dual";
export type GoodsKind = "physical" | "virtual";

/** How far the money of one trade has come, lowest first; evidence only ever raises it. */
export type MoneyReached = "none" | "escrowed" | "shipped" | "held" | "settled" | "finished";

/** What the money of an attempt is for: not known yet, this payment, a second time for it, or content that was replaced. */
export type TradeRole = "open" | "payment" | "surplus" | "superseded";

/** Everything verified about one attempt at Alipay. Each field only grows, so the order of the evidence does not matter. */
export type Trade = {
  attemptId: string;
  role: TradeRole;
  amountFen: bigint;
  reached: MoneyReached;
  /** Alipay said TRADE_CLOSED, for whichever reason. */
  closed: boolean;
  /** Alipay spoke of a refund, perhaps without the amount (MAPI notifications have none). */
  refundReported: boolean;
  /** Highest cumulative amount reported. */
  refundedFen: bigint;
};

/** The part of a payment that a store keeps as one document (see encodeFacts). */
export type PaymentFacts = {
  /** Our own time limit passed, our owner closed it, or an attempt with its content was closed at Alipay. */
  over: boolean;
  /** `payment.escrow_paid` or `ship_virtual` was given out. */
  shippingAsked: boolean;
  /** `payment.paid` was given out. */
  goodsReleased: boolean;
  /** `payment.finished` was given out. */
  finishTold: boolean;
  /** Sorted by attemptId. */
  trades: readonly Trade[];
};

export type Payment = {
  state: PaymentState;
  kind: TradeKind;
  goods: GoodsKind;
  amountFen: bigint;
  /** Of the attempt that pays this payment; refunds of surplus are in its Trade. */
  refundedFen: bigint;
  /** The attempt whose money is this payment's: the first one with evidence of money. */
  settledAttemptId?: string;
  facts: PaymentFacts;
};
