// The schema as TypeScript sees it. Names ending in `Fen` are bigint fen, in `Ms` epoch milliseconds, in `Json` text.
// In the database they are snake_case; the DDL stands in `migrations.ts`, and both change together.

export type SitesTable = {
  id: string;
  name: string;
  webhookUrl: string | null;
  webhookSecretSealed: Uint8Array;
  returnOriginsJson: string;
  defaultAccountId: string | null;
  createdAtMs: number;
};

export type SiteKeysTable = {
  id: string;
  siteId: string;
  secretSealed: Uint8Array;
  revokedAtMs: number | null;
  createdAtMs: number;
};

export type AccountsTable = {
  id: string;
  environment: string;
  endpoint: string;
  protocol: string;
  /** PID or app id, as Alipay writes it in what it sends us. */
  identity: string;
  /** Whose out_trade_no must be unique: the PID; for an app without a known seller, the app. */
  pid: string;
  settingsJson: string;
  secretsSealed: Uint8Array;
  createdAtMs: number;
};

export type ContractsTable = {
  id: string;
  accountId: string;
  product: string;
  goods: string;
  status: string;
  fromMs: number | null;
  toMs: number | null;
};

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

export type AttemptsTable = {
  id: string;
  paymentId: string;
  accountId: string;
  pid: string;
  outTradeNo: string;
  sequence: number;
  product: string;
  service: string;
  contentJson: string;
  state: string;
  tradeNo: string | null;
  qrCode: string | null;
  qrValidUntilMs: number | null;
  openedAtMs: number | null;
  createdAtMs: number;
};

/** One signed request that left with a buyer. `signedText` never holds a key, and the signature is not kept. */
export type EnvelopesTable = {
  id: string;
  attemptId: string;
  service: string;
  signedText: string;
  device: string;
  requestId: string;
  createdAtMs: number;
};

export type NotificationsTable = {
  id: string;
  accountId: string;
  /** Same key: the same message again. notify_id where it verified, else a hash of the bytes. */
  messageKey: string;
  paymentId: string | null;
  attemptId: string | null;
  raw: Uint8Array;
  contentType: string | null;
  remoteAddress: string | null;
  verified: number;
  outcome: string;
  reason: string | null;
  tradeNo: string | null;
  outTradeNo: string | null;
  tradeStatus: string | null;
  copies: number;
  requestId: string;
  receivedAtMs: number;
  lastReceivedAtMs: number;
};

export type EventsTable = {
  id: string;
  paymentId: string;
  sequence: number;
  type: string;
  source: string;
  detailJson: string;
  requestId: string;
  createdAtMs: number;
};

export type PostingsTable = {
  id: string;
  paymentId: string;
  uniqueKey: string;
  fromAccount: string;
  toAccount: string;
  asset: string;
  amountFen: bigint;
  createdAtMs: number;
};

export type OutboxTable = {
  id: string;
  uniqueKey: string;
  kind: string;
  paymentId: string | null;
  siteId: string | null;
  /** Order of the rows of one payment; a later one waits for an earlier one. */
  sequence: number;
  payloadJson: string;
  status: string;
  attempts: number;
  availableAtMs: number;
  leaseUntilMs: number | null;
  leaseToken: string | null;
  createdAtMs: number;
  doneAtMs: number | null;
};

export type DeliveryAttemptsTable = {
  id: string;
  outboxId: string;
  number: number;
  startedAtMs: number;
  durationMs: number;
  httpStatus: number | null;
  error: string | null;
  answerExcerpt: string | null;
};

export type IncidentsTable = {
  id: string;
  groupKey: string;
  cause: string;
  titleJson: string;
  paymentId: string | null;
  accountId: string | null;
  state: string;
  count: number;
  evidenceJson: string;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
};

export type DiagnosesTable = {
  /** Of the incidents. */
  groupKey: string;
  diagnosisJson: string;
  madeAtMs: number;
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

export type AuditTable = {
  id: string;
  actor: string;
  action: string;
  subject: string;
  detailJson: string;
  requestId: string;
  createdAtMs: number;
};

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

export type SiteLimitsTable = { siteId: string; refundDailyFen: bigint | null };

export type SchemaStepsTable = { name: string; appliedAtMs: number };

export type Tables = {
  sites: SitesTable;
  siteKeys: SiteKeysTable;
  accounts: AccountsTable;
  contracts: ContractsTable;
  payments: PaymentsTable;
  queries: QueriesTable;
  attempts: AttemptsTable;
  envelopes: EnvelopesTable;
  notifications: NotificationsTable;
  events: EventsTable;
  postings: PostingsTable;
  outbox: OutboxTable;
  deliveryAttempts: DeliveryAttemptsTable;
  incidents: IncidentsTable;
  diagnoses: DiagnosesTable;
  idempotencyKeys: IdempotencyKeysTable;
  audit: AuditTable;
  refunds: RefundsTable;
  refundBudgets: RefundBudgetsTable;
  siteLimits: SiteLimitsTable;
  schemaSteps: SchemaStepsTable;
};

/** As they are called in the database. */
export const tableNames: readonly string[] = [
  ...["sites", "site_keys", "accounts", "contracts", "payments", "queries", "attempts", "envelopes", "notifications"],
  ...["events", "postings", "outbox", "delivery_attempts", "incidents", "idempotency_keys", "audit", "schema_steps"],
  ...["diagnoses", "refunds", "refund_budgets", "site_limits"],
];
