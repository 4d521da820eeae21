// Payments, when they are asked about, and what their creation was asked with.

export type PaymentsTable = {
  id: string;
  siteId: string;
  accountId: string;
  orderNo: string;
  contentJson: string;
  amountFen: bigint;
  subject: string;
  body: string | null;
  goods: string;
  kind: string;
  productChoice: string;
  returnUrl: string | null;
  metadataJson: string;
  noticesJson: string;
  state: string;
  refundedFen: bigint;
  settledAttemptId: string | null;
  currentAttemptId: string;
  machineJson: string;
  lastErrorJson: string | null;
  version: number;
  createdAtMs: number;
  paidAtMs: number | null;
  expiresAtMs: number;
  expiresBySite: number;
};

/** When to ask Alipay next. Apart from the payment, so that bookkeeping of queries never disturbs its version. */
export type QueriesTable = {
  paymentId: string;
  step: number;
  /** null: nothing to ask. */
  nextAtMs: number | null;
  lastAtMs: number | null;
  firstAtMs: number;
  /** Since when no question got a clear answer; null while answers are clear. */
  unknownSinceMs: number | null;
};

export type IdempotencyKeysTable = {
  siteId: string;
  idempotencyKey: string;
  requestHash: string;
  requestJson: string;
  paymentId: string;
  answerJson: string;
  createdAtMs: number;
};
