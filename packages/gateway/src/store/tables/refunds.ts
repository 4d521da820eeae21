// Refunds, and what a site used of its limit.

export type RefundsTable = {
  id: string;
  paymentId: string;
  attemptId: string;
  siteId: string;
  accountId: string;
  /** The site's own number, once per payment. */
  refundNo: string;
  /** out_request_no, or batch_no of the partner protocol. */
  requestNo: string;
  way: string;
  state: string;
  amountFen: bigint;
  /** The ledger account that it is reserved from. */
  sourceAccount: string;
  refundedBeforeFen: bigint;
  submissions: number;
  reason: string;
  lastErrorJson: string | null;
  lastSentAtMs: number | null;
  /** Until when an operator may type the password; null on the other ways. */
  operatorUntilMs: number | null;
  /** The Beijing day on whose limit it counts. */
  budgetDay: string;
  version: number;
  createdAtMs: number;
  settledAtMs: number | null;
};

/** What a site has refunded on one Beijing day. */
export type RefundBudgetsTable = { siteId: string; day: string; usedFen: bigint };
