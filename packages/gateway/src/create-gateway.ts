// Opens the store and wires every use case into one object. Knows no HTTP server; `start-gateway` puts one on top.
import type { Log } from "./platform/log.ts";
import type { Platform } from "./platform/platform.ts";
import type { AcceptNotificationInput, AcceptNotificationResult } from "./use-cases/accept-notification.ts";
import type { ConfirmByQueryInput, ConfirmByQueryResult } from "./use-cases/confirm-by-query.ts";
import type { CreatePaymentInput, CreatePaymentResult } from "./use-cases/create-payment.ts";
import type { SiteKey } from "./use-cases/find-site-by-key.ts";
import type { GetPaymentInput, GetPaymentResult } from "./use-cases/get-payment.ts";
import type { IncidentDocument, InspectedPayment } from "./use-cases/inspect-payment.ts";
import type { OpenPaymentInput, OpenPaymentResult } from "./use-cases/open-payment.ts";
import type { AccountView, RegisterAccountInput } from "./use-cases/register-account.ts";
import type { RegisteredSite, RegisterSiteInput } from "./use-cases/register-site.ts";
import type { ShipPaymentInput, ShipPaymentResult } from "./use-cases/ship-payment.ts";
import type { ViewPaymentInput, ViewPaymentResult } from "./use-cases/view-payment.ts";
import type { ViewReturnInput, ViewReturnResult } from "./use-cases/view-return.ts";

export type GatewayOptions = {
  /** The file of the embedded database; its folder must exist. */
  databaseFile: string;
  /** 32 bytes which seal every stored secret. */
  masterKey: Uint8Array;
  /** Address under which buyers, sites and Alipay reach us, without a trailing slash. Asked for each time: the port may not be known yet. */
  publicUrl: () => string;
  /** Left out: the real clock, timers, randomness and HTTP. */
  platform?: Platform;
  log?: Log;
};

/** Expected failures are thrown as DedepayError; anything else that is thrown is our own fault (1001). */
export type Gateway = {
  registerSite(input: RegisterSiteInput): Promise<RegisteredSite>;
  registerAccount(input: RegisterAccountInput): Promise<AccountView>;
  listAccounts(): Promise<AccountView[]>;
  findSiteByKey(keyId: string): Promise<SiteKey | undefined>;
  createPayment(input: CreatePaymentInput): Promise<CreatePaymentResult>;
  getPayment(input: GetPaymentInput): Promise<GetPaymentResult>;
  openPayment(input: OpenPaymentInput): Promise<OpenPaymentResult>;
  viewPayment(input: ViewPaymentInput): Promise<ViewPaymentResult>;
  viewReturn(input: ViewReturnInput): Promise<ViewReturnResult>;
  acceptNotification(input: AcceptNotificationInput): Promise<AcceptNotificationResult>;
  shipPayment(input: ShipPaymentInput): Promise<ShipPaymentResult>;
  confirmByQuery(input: ConfirmByQueryInput): Promise<ConfirmByQueryResult>;
  inspectPayment(paymentId: string): Promise<InspectedPayment>;
  listIncidents(): Promise<IncidentDocument[]>;
  newRequestId(): string;
  /** Starts the outbox relay and the query timer; call it once the public URL is known. */
  start(): void;
  /** Stops both, waits for what is running, closes the store. */
  close(): Promise<void>;
};
