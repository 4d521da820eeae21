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
export { type IdPrefix, newId } from "./platform/ids.ts";
export type { Log, LogFields } from "./platform/log.ts";
export { systemRandomness } from "./platform/system-randomness.ts";
export { type RunningGateway, type StartGatewayOptions, startGateway } from "./start-gateway.ts";
export { DatabaseRefused } from "./store/database-refused.ts";
export type { DatabaseChoice } from "./store/open-adapter.ts";
export { type MasterKeys, SealBroken } from "./store/sealer.ts";
export type { DeliveryStatus } from "./use-cases/deliveries/describe-delivery.ts";
export type {
  DeliveryQueueDocument,
  InspectedDelivery,
  ListedDelivery,
} from "./use-cases/deliveries/list-all-deliveries.ts";
export type { IncidentDocument } from "./use-cases/incidents/describe-incident.ts";
export type { CauseDocument, InspectedIncident } from "./use-cases/incidents/list-incidents.ts";
export type { StoredFacts } from "./use-cases/inspection/inspect-installation.ts";
export type { RecentEnvelope } from "./use-cases/inspection/recent-envelopes.ts";
export type { NoticeSettings } from "./use-cases/notices/notice-channel.ts";
export type { NoticeChannelDocument } from "./use-cases/notices/notice-channels.ts";
export type { RecoveryDocument } from "./use-cases/operation/describe-recovery.ts";
export type { Purged } from "./use-cases/operation/purge-old-rows.ts";
export { type Retention, RetentionUnreadable, readRetention, usualRetention } from "./use-cases/operation/retention.ts";
export type { InspectedPayment } from "./use-cases/payments/inspect-payment.ts";
export type { Outcome, PaymentDocument, StateName } from "./use-cases/payments/payment-document.ts";
export type { RefundDocument, RefundStateName } from "./use-cases/refunds/refund-document.ts";
export type { BookedDelivery, BookedPayment, SiteBooksPage } from "./use-cases/sites/site-books.ts";
