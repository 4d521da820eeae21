// Opens the store and wires every use case into one object. Knows no HTTP server; `start-gateway` puts one on top.
import type { Diagnosis } from "@dedepay/doctor";
import { AlipayChannel } from "./channel/alipay-channel.ts";
import { webhookHandler } from "./outbox/deliver-webhook.ts";
import { ownerNoticeHandler } from "./outbox/notify-owner.ts";
import { operatorTimeHandler, queryRefundHandler, submitRefundHandler } from "./outbox/refund-steps.ts";
import { Relay } from "./outbox/relay.ts";
import { shipVirtualHandler } from "./outbox/ship-virtual.ts";
import type { Diagnostician } from "./platform/diagnostician.ts";
import { newId } from "./platform/ids.ts";
import { type Log, silentLog } from "./platform/log.ts";
import type { Platform } from "./platform/platform.ts";
import { createSystemPlatform } from "./platform/system-platform.ts";
import { WorkerDiagnostician } from "./platform/worker-diagnostician.ts";
import { listAccountRows } from "./store/accounts.ts";
import { type DatabaseChoice, openAdapter } from "./store/open-adapter.ts";
import { Sealer } from "./store/sealer.ts";
import { Store } from "./store/store.ts";
import {
  type AcceptNotificationInput,
  type AcceptNotificationResult,
  acceptNotification,
} from "./use-cases/accept-notification.ts";
import { type ClosePaymentInput, closePayment } from "./use-cases/close-payment.ts";
import { type ConfirmByQueryInput, type ConfirmByQueryResult, confirmByQuery } from "./use-cases/confirm-by-query.ts";
import type { Context } from "./use-cases/context.ts";
import { type CreatePaymentInput, type CreatePaymentResult, createPayment } from "./use-cases/create-payment.ts";
import { type DiagnoseEvidenceInput, diagnoseEvidence } from "./use-cases/diagnose-evidence.ts";
import { DiagnosisDesk } from "./use-cases/diagnosis-desk.ts";
import { findSiteByKey, type SiteKey } from "./use-cases/find-site-by-key.ts";
import { type GetPaymentInput, type GetPaymentResult, getPayment } from "./use-cases/get-payment.ts";
import {
  type IncidentDocument,
  type InspectedPayment,
  inspectPayment,
  listIncidents,
} from "./use-cases/inspect-payment.ts";
import { listPaymentEvents, type PaymentEventDocument } from "./use-cases/list-payment-events.ts";
import { type ListPaymentsInput, type ListPaymentsResult, listPayments } from "./use-cases/list-payments.ts";
import { getRefund, type ListRefundsInput, type ListRefundsResult, listRefunds } from "./use-cases/list-refunds.ts";
import { type OpenPaymentInput, type OpenPaymentResult, openPayment } from "./use-cases/open-payment.ts";
import { type OpenRefundPageInput, openRefundPage, viewRefund } from "./use-cases/open-refund-page.ts";
import type { PaymentDocument } from "./use-cases/payment-document.ts";
import { QueryTimer } from "./use-cases/query-timer.ts";
import type { RefundDocument } from "./use-cases/refund-document.ts";
import {
  type AccountView,
  listAccounts,
  type RegisterAccountInput,
  registerAccount,
} from "./use-cases/register-account.ts";
import { type RegisteredSite, type RegisterSiteInput, registerSite } from "./use-cases/register-site.ts";
import { type ReplacePaymentInput, replacePayment } from "./use-cases/replace-payment.ts";
import { type RequestRefundInput, type RequestRefundResult, requestRefund } from "./use-cases/request-refund.ts";
import { type SetRefundLimitInput, setRefundLimit } from "./use-cases/set-refund-limit.ts";
import { type ShipPaymentInput, type ShipPaymentResult, shipPayment } from "./use-cases/ship-payment.ts";
import { type SyncPaymentInput, type SyncPaymentResult, syncPayment } from "./use-cases/sync-payment.ts";
import { type ViewPaymentInput, type ViewPaymentResult, viewPayment } from "./use-cases/view-payment.ts";
import { type ViewReturnInput, type ViewReturnResult, viewReturn } from "./use-cases/view-return.ts";

export type GatewayOptions = DatabaseChoice & {
  /** 32 bytes which seal every stored secret. */
  masterKey: Uint8Array;
  /** Address under which buyers, sites and Alipay reach us, without a trailing slash. Asked for each time: the port may not be known yet. */
  publicUrl: () => string;
  /** How often the outbox and the plan of queries are looked through without being called. Default 15 s. */
  pollMs?: number;
  /** Left out: the real clock, timers, randomness and HTTP. */
  platform?: Platform;
  log?: Log;
  /** Left out: a worker thread with the doctor. */
  diagnostician?: Diagnostician;
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
  replacePayment(input: ReplacePaymentInput): Promise<PaymentDocument>;
  closePayment(input: ClosePaymentInput): Promise<PaymentDocument>;
  syncPayment(input: SyncPaymentInput): Promise<SyncPaymentResult>;
  listPayments(input: ListPaymentsInput): Promise<ListPaymentsResult>;
  listPaymentEvents(input: GetPaymentInput): Promise<PaymentEventDocument[]>;
  setRefundLimit(input: SetRefundLimitInput): Promise<void>;
  requestRefund(input: RequestRefundInput): Promise<RequestRefundResult>;
  listRefunds(input: ListRefundsInput): Promise<ListRefundsResult>;
  getRefund(input: ListRefundsInput & { refundId: string }): Promise<RefundDocument>;
  viewRefund(refundId: string): Promise<RefundDocument>;
  openRefundPage(input: OpenRefundPageInput): Promise<{ url: string }>;
  inspectPayment(paymentId: string): Promise<InspectedPayment>;
  listIncidents(): Promise<IncidentDocument[]>;
  diagnoseEvidence(input: DiagnoseEvidenceInput): Promise<Diagnosis>;
  newRequestId(): string;
  /** Starts the outbox relay and the query timer; call it once the public URL is known. */
  start(): void;
  /** Stops both, waits for what is running, closes the store. */
  close(): Promise<void>;
};

/** Looking without being called finds what a killed process left behind, and what another process wrote. */
const usualPollMs = 15_000;
/** Deliveries in hand at one time. */
const relayCapacity = 32;

/**
 * Opens (and makes or migrates) the database. Throws DatabaseRefused where a server can't be used, the driver's error where
 * a file can't be opened, RangeError for a master key of a wrong length, SealBroken for one that is not the database's.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const system = options.platform === undefined ? createSystemPlatform() : undefined;
  const platform = options.platform ?? (system as Platform);
  const sealer = new Sealer(options.masterKey, platform.randomness);
  const store = await Store.open(openAdapter(options), platform.clock.nowMs());
  await assertMasterKeyFits(store, sealer);
  const parts: Omit<Context, "desk"> = {
    store,
    sealer,
    platform,
    log: options.log ?? silentLog,
    channel: new AlipayChannel({ http: platform.http, nowMs: () => platform.clock.nowMs(), sealer }),
    publicUrl: options.publicUrl,
    newId: (prefix) => newId(prefix, platform.randomness),
    nowMs: () => platform.clock.nowMs(),
    wakeRelay: () => relay.wake(),
    wakeQueries: () => queries.wake(),
  };
  const desk = new DiagnosisDesk(parts, options.diagnostician ?? new WorkerDiagnostician());
  const context: Context = { ...parts, desk };
  const pollMs = options.pollMs ?? usualPollMs;
  const relay = createRelay(context, pollMs);
  const queries = new QueryTimer(context, 2 * pollMs);
  return {
    ...useCases(context),
    start() {
      relay.start();
      queries.start();
    },
    async close() {
      await Promise.all([relay.stop(), queries.stop()]);
      await desk.close();
      await store.close();
      await system?.close();
    },
  };
}

/** Better not to start than to find out with a buyer at the door. */
async function assertMasterKeyFits(store: Store, sealer: Sealer): Promise<void> {
  const [account] = await store.run(listAccountRows);
  if (account === undefined) return;
  try {
    sealer.open(account.secretsSealed, `accounts/${account.id}/secrets`);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function createRelay(context: Context, pollMs: number): Relay {
  return new Relay({
    store: context.store,
    clock: context.platform.clock,
    timers: context.platform.timers,
    log: context.log,
    handlers: {
      webhook: webhookHandler(context),
      ship_virtual: shipVirtualHandler(context),
      incident_notice: ownerNoticeHandler(context),
      submit_refund: submitRefundHandler(context),
      query_refund: queryRefundHandler(context),
      end_operator_time: operatorTimeHandler(context),
    },
    newToken: () => context.newId("lse"),
    pollMs,
    capacity: relayCapacity,
  });
}

function useCases(context: Context): Omit<Gateway, "start" | "close"> {
  return {
    registerSite: (input) => registerSite(context, input),
    registerAccount: (input) => registerAccount(context, input),
    listAccounts: () => listAccounts(context),
    findSiteByKey: (keyId) => findSiteByKey(context, keyId),
    createPayment: (input) => createPayment(context, input),
    getPayment: (input) => getPayment(context, input),
    openPayment: (input) => openPayment(context, input),
    viewPayment: (input) => viewPayment(context, input),
    viewReturn: (input) => viewReturn(context, input),
    acceptNotification: (input) => acceptNotification(context, input),
    shipPayment: (input) => shipPayment(context, input),
    confirmByQuery: (input) => confirmByQuery(context, input),
    replacePayment: (input) => replacePayment(context, input),
    closePayment: (input) => closePayment(context, input),
    syncPayment: (input) => syncPayment(context, input),
    listPayments: (input) => listPayments(context, input),
    listPaymentEvents: (input) => listPaymentEvents(context, input),
    setRefundLimit: (input) => setRefundLimit(context, input),
    requestRefund: (input) => requestRefund(context, input),
    listRefunds: (input) => listRefunds(context, input),
    getRefund: (input) => getRefund(context, input),
    viewRefund: (refundId) => viewRefund(context, refundId),
    openRefundPage: (input) => openRefundPage(context, input),
    inspectPayment: (paymentId) => inspectPayment(context, paymentId),
    listIncidents: () => listIncidents(context),
    diagnoseEvidence: (input) => diagnoseEvidence(context, input),
    newRequestId: () => context.newId("req"),
  };
}
