// The payment gateway: HTTP, use cases, ledger, outbox.

export { rotateAdminToken } from "./admin-token.ts";
export { createGateway, type Gateway, type GatewayOptions } from "./create-gateway.ts";
export {
  accountDocument,
  checkDocument,
  contractDocument,
  enteredDocument,
  keyDocument,
  lookAlikeDocument,
  type OwnerDocument,
  siteDocument,
} from "./http/owner-documents.ts";
export { PortTakenError } from "./listen.ts";
export { type BackUp, type BackUpInput, backUp } from "./operations/back-up.ts";
export { type InspectionDesk, type InspectionOptions, openInspectionDesk } from "./operations/inspection-desk.ts";
export { type LedgerDesk, openLedgerDesk } from "./operations/ledger-desk.ts";
export { cancelMove, type Moved, type MoveProgress, moveLedger } from "./operations/move-ledger.ts";
export { OperationRefused } from "./operations/operation-refused.ts";
export { type Restored, restore } from "./operations/restore.ts";
export {
  type AdapterSite,
  type DeliveryOutcome,
  deliveryLimitMs,
  type EarlierTry,
  lostTry,
  type SiteAdapter,
  type SiteAdapters,
  type SiteAnswer,
  type SiteDelivery,
  type SiteFinding,
  type SiteRepair,
  type SiteRepaired,
  type TryMemory,
} from "./outbox/site-adapter.ts";
export {
  type MemberColumns,
  mostSiteOrders,
  SiteNotAsked,
  type SiteOrder,
  type SiteOrdersPage,
  type SiteOrdersQuestion,
  type UnnamedCard,
} from "./outbox/site-orders.ts";
export { siteRefusal } from "./outbox/site-refusal.ts";
export { createPinoLog, type LogLevel } from "./pino-log.ts";
export type { Log, LogFields } from "./platform/log.ts";
export { addressRule } from "./platform/public-addresses.ts";
export { type RunningGateway, type StartGatewayOptions, startGateway } from "./start-gateway.ts";
export { DatabaseRefused } from "./store/database-refused.ts";
export type { DatabaseChoice } from "./store/open-adapter.ts";
export { type MasterKeys, SealBroken } from "./store/sealer.ts";
export type { DeliveryStatus } from "./use-cases/describe-delivery.ts";
export type { IncidentDocument } from "./use-cases/describe-incident.ts";
export type { RecoveryDocument } from "./use-cases/describe-recovery.ts";
export type { StoredFacts } from "./use-cases/inspect-installation.ts";
export type { InspectedPayment } from "./use-cases/inspect-payment.ts";
export type { DeliveryQueueDocument, InspectedDelivery, ListedDelivery } from "./use-cases/list-all-deliveries.ts";
export type { CauseDocument, InspectedIncident } from "./use-cases/list-incidents.ts";
export type { NoticeSettings } from "./use-cases/notice-channel.ts";
export type { NoticeChannelDocument } from "./use-cases/notice-channels.ts";
export type { Outcome, PaymentDocument, StateName } from "./use-cases/payment-document.ts";
export type { Purged } from "./use-cases/purge-old-rows.ts";
export type { RecentEnvelope } from "./use-cases/recent-envelopes.ts";
export type { RefundDocument, RefundStateName } from "./use-cases/refund-document.ts";
export { type Retention, RetentionUnreadable, readRetention, usualRetention } from "./use-cases/retention.ts";
export type { BookedDelivery, BookedPayment, SiteBooksPage } from "./use-cases/site-books.ts";
