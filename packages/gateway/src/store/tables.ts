// The schema as TypeScript sees it. Names ending in `Fen` are bigint fen, in `Ms` epoch milliseconds, in `Json` text.
// In the database they are snake_case; each area has a file in `tables/`, the DDL stands in `migrations/`, and both change together.
import type { AccountStatesTable, AccountsTable, ContractsTable, ContractWarningsTable } from "./tables/accounts.ts";
import type { AttemptsTable, EnvelopesTable } from "./tables/attempts.ts";
import type { AuditTable } from "./tables/audit.ts";
import type {
  DeliveryReceiptsTable,
  DeliveryResendsTable,
  FormerWebhookSecretsTable,
  SiteDeliveriesTable,
} from "./tables/deliveries.ts";
import type {
  DiagnosesTable,
  ErrorNoticeAccountsTable,
  IncidentChangesTable,
  IncidentSubjectsTable,
  IncidentsTable,
} from "./tables/incidents.ts";
import type { EventsTable, PostingsTable } from "./tables/ledger.ts";
import type {
  LookAlikeCallsTable,
  LookAlikeKeysTable,
  LookAlikeNoticesTable,
  LookAlikeOrdersTable,
  LookAlikeRefundsTable,
  LookAlikeSitesTable,
} from "./tables/look-alike.ts";
import type { LedgerMarksTable } from "./tables/marks.ts";
import type { NoticeChannelsTable, OwnerNoticesTable } from "./tables/notices.ts";
import type { NotificationsTable } from "./tables/notifications.ts";
import type { DeliveryAttemptsTable, OutboxTable } from "./tables/outbox.ts";
import type { IdempotencyKeysTable, PaymentsTable, QueriesTable } from "./tables/payments.ts";
import type { RefundBudgetsTable, RefundsTable } from "./tables/refunds.ts";

import type { SiteChecksTable } from "./tables/site-checks.ts";
import type {
  KeySettingsTable,
  SiteKeysTable,
  SiteLimitsTable,
  SiteSettingsTable,
  SiteShippingTable,
  SitesTable,
} from "./tables/sites.ts";

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
  siteDeliveries: SiteDeliveriesTable;
  deliveryReceipts: DeliveryReceiptsTable;
  ledgerMarks: LedgerMarksTable;
  siteChecks: SiteChecksTable;
  siteSettings: SiteSettingsTable;
  siteShipping: SiteShippingTable;
  keySettings: KeySettingsTable;
  accountStates: AccountStatesTable;
  contractWarnings: ContractWarningsTable;
  deliveryResends: DeliveryResendsTable;
  formerWebhookSecrets: FormerWebhookSecretsTable;
  incidentSubjects: IncidentSubjectsTable;
  incidentChanges: IncidentChangesTable;
  errorNoticeAccounts: ErrorNoticeAccountsTable;
  noticeChannels: NoticeChannelsTable;
  ownerNotices: OwnerNoticesTable;
  lookAlikeSites: LookAlikeSitesTable;
  lookAlikeKeys: LookAlikeKeysTable;
  lookAlikeOrders: LookAlikeOrdersTable;
  lookAlikeNotices: LookAlikeNoticesTable;
  lookAlikeCalls: LookAlikeCallsTable;
  lookAlikeRefunds: LookAlikeRefundsTable;
  schemaSteps: SchemaStepsTable;
};

/** As they are called in the database. */
export const tableNames: readonly string[] = [
  ...["sites", "site_keys", "accounts", "contracts", "payments", "queries", "attempts", "envelopes", "notifications"],
  ...["events", "postings", "outbox", "delivery_attempts", "incidents", "idempotency_keys", "audit", "schema_steps"],
  ...["diagnoses", "refunds", "refund_budgets", "site_limits", "site_deliveries", "delivery_receipts"],
  "ledger_marks",
  ...["site_checks", "site_settings", "key_settings", "account_states", "contract_warnings"],
  "site_shipping",
  ...["delivery_resends", "former_webhook_secrets", "incident_subjects", "incident_changes"],
  ...["error_notice_accounts", "notice_channels", "owner_notices"],
  ...["look_alike_sites", "look_alike_keys", "look_alike_orders", "look_alike_notices", "look_alike_calls"],
  ...["look_alike_refunds"],
];
