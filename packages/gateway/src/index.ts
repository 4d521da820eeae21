// The payment gateway: HTTP, use cases, ledger, outbox.
export { createGateway, type Gateway, type GatewayOptions } from "./create-gateway.ts";
export { PortTakenError } from "./listen.ts";
export {
  type AdapterSite,
  type DeliveryOutcome,
  deliveryLimitMs,
  type EarlierTry,
  type SiteAdapter,
  type SiteAdapters,
  type SiteAnswer,
  type SiteDelivery,
} from "./outbox/site-adapter.ts";
export { createPinoLog, type LogLevel } from "./pino-log.ts";
export type { Log, LogFields } from "./platform/log.ts";
export { type RunningGateway, type StartGatewayOptions, startGateway } from "./start-gateway.ts";
export { DatabaseRefused } from "./store/database-refused.ts";
export { SealBroken } from "./store/sealer.ts";
export type { PaymentDocument } from "./use-cases/payment-document.ts";
export type { RefundDocument } from "./use-cases/refund-document.ts";
