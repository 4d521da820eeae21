// A gateway for tests of the HTTP layer alone: it remembers what it was asked and refuses what it doesn't know.
import { createHmac, timingSafeEqual } from "node:crypto";
import { DedepayError } from "@dedepay/errors";
import type { LookAlikeView } from "../../look-alike/change-settings.ts";
import { usualSettings } from "../../look-alike/settings.ts";
import type { AccountView, RegisterAccountInput } from "../../use-cases/accounts/register-account.ts";
import type { DeliveryRow } from "../../use-cases/deliveries/describe-delivery.ts";
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import type { OpenPaymentResult } from "../../use-cases/payments/open-payment.ts";
import type { PaymentDocument } from "../../use-cases/payments/payment-document.ts";
import type { RefundDocument } from "../../use-cases/refunds/refund-document.ts";
import type { SiteCheckDocument } from "../../use-cases/sites/check-site.ts";
import type { SiteKey } from "../../use-cases/sites/find-site-by-key.ts";
import { siteScopes } from "../../use-cases/sites/site-key-settings.ts";
import type { GatewayVerbs } from "../server-parts.ts";

export const siteKey = { keyId: "key_test", secret: "secret of the test site" } as const;

export type FakeGateway = GatewayVerbs & {
  /** What was asked, verb and input. */
  asked: { verb: string; input: unknown }[];
  payments: Map<string, PaymentDocument>;
  views: Map<string, BuyerView>;
  /** Replaces the answer of one verb; may throw. */
  answers: Map<string, (input: unknown) => unknown>;
};

const sampleDelivery: DeliveryRow = {
  id: "dlv_1",
  type: "payment.paid",
  payment_id: "pay_1",
  site: "site_1",
  status: "pending",
  created_at: "2026-01-02T03:04:05.000Z",
  next_attempt_at: "2026-01-02T03:04:05.000Z",
};

const notHere = (what: string): DedepayError =>
  new DedepayError(1009, { detail: { zh: `没有${what}`, en: `no ${what}` }, extra: { looked_up: what } });

export function samplePayment(changes: Partial<PaymentDocument> = {}): PaymentDocument {
  return {
    id: "pay_1",
    order_no: "S-1",
    state: "unpaid",
    outcome: "unpaid",
    amount_fen: 1999,
    currency: "CNY",
    refunded_fen: 0,
    subject: "青瓷茶杯",
    body: null,
    goods: "physical",
    product: "direct",
    account: "acc_1",
    environment: "simulator",
    pay_url: "http://127.0.0.1/pay/pay_1",
    return_url: null,
    attempts: [],
    notices: [],
    metadata: {},
    created_at: "2026-01-02T03:04:05.000Z",
    paid_at: null,
    expires_at: null,
    last_error: null,
    ...changes,
  };
}

export function sampleView(changes: Partial<BuyerView> = {}): BuyerView {
  return {
    paymentId: "pay_1",
    siteName: "山间茶铺",
    orderNo: "S-1",
    subject: "青瓷茶杯",
    amountFen: 1999n,
    refundedFen: 0n,
    goods: "physical",
    product: "direct",
    deviceMatters: false,
    ways: [],
    state: "unpaid",
    outcome: "unpaid",
    environment: "simulator",
    settled: false,
    awaitsBuyerConfirmation: false,
    sellerShips: false,
    payable: true,
    expiresAtMs: undefined,
    linkEndedAtMs: undefined,
    paidAtMs: undefined,
    returnUrl: "http://127.0.0.1:9/orders/1?order_no=S-1",
    lastError: undefined,
    ...changes,
  };
}

export function sampleRefund(changes: Partial<RefundDocument> = {}): RefundDocument {
  return {
    id: "ref_1",
    payment_id: "pay_1",
    refund_no: "R-1",
    state: "succeeded",
    amount_fen: 999,
    currency: "CNY",
    reason: "协商退款",
    request_no: "ref_1",
    operator_url: null,
    operator_until: null,
    created_at: "2026-01-02T03:04:05.000Z",
    settled_at: "2026-01-02T03:04:05.000Z",
    last_error: null,
    ...changes,
  };
}

function sampleLookAlike(siteId: string): LookAlikeView {
  return { siteId, gatewayUrls: ["http://127.0.0.1/gateway.do"], origins: [], settings: usualSettings, keys: [] };
}

export function fakeGateway(): FakeGateway {
  const asked: FakeGateway["asked"] = [];
  const payments: FakeGateway["payments"] = new Map();
  const views: FakeGateway["views"] = new Map();
  const answers: FakeGateway["answers"] = new Map();
  let requests = 0;

  async function ask<T>(verb: string, input: unknown, usual: () => T): Promise<T> {
    asked.push({ verb, input });
    const other = answers.get(verb);
    return other === undefined ? usual() : ((await other(input)) as T);
  }
  const viewOf = (id: string): BuyerView => {
    const view = views.get(id);
    if (view === undefined) throw notHere("payment");
    return view;
  };

  const known: Partial<FakeGateway> = {
    asked,
    payments,
    views,
    answers,
    newRequestId: () => {
      requests += 1;
      return `req_${requests}`;
    },
    findSiteByKey: async (keyId) => siteKeys()[keyId],
    allowsOrigin: async (origin) => Object.values(siteKeys()).some(({ origins }) => origins.includes(origin)),
    registerSite: (input) =>
      ask("registerSite", input, () => ({
        siteId: "site_2",
        name: input.name,
        mode: input.mode ?? "test",
        keyId: "key_2",
        keySecret: "sec_2",
        webhookSecret: "whs_2",
      })),
    registerAccount: (input) => ask("registerAccount", input, () => sampleAccount(input)),
    listAccounts: () => ask("listAccounts", undefined, () => []),
    answerOnce: async (_input, work) => ({ ...(await work(false)), replayed: false }),
    createPayment: (input) =>
      ask("createPayment", input, () => {
        const payment = samplePayment({
          order_no: input.orderNo,
          amount_fen: Number(input.amountFen),
          subject: input.subject,
        });
        payments.set(payment.id, payment);
        return { payment, created: true, replayed: false };
      }),
    getPayment: (input) =>
      ask("getPayment", input, () => {
        const found = [...payments.values()].find((payment) =>
          "paymentId" in input ? payment.id === input.paymentId : payment.order_no === input.orderNo,
        );
        if (found === undefined) throw notHere("payment");
        return found;
      }),
    openPayment: (input) =>
      ask("openPayment", input, (): OpenPaymentResult => ({ kind: "state", view: viewOf(input.paymentId) })),
    viewPayment: (input) => ask("viewPayment", input, () => viewOf(input.paymentId)),
    viewReturn: (input) =>
      ask("viewReturn", input, () => ({
        view: viewOf(input.attemptId.replace("att_", "pay_")),
        returnVerified: false,
      })),
    acceptNotification: (input) => ask("acceptNotification", input, () => ({ answer: "success", outcome: "moved" })),
    shipPayment: (input) =>
      ask("shipPayment", input, () => ({ payment: samplePayment({ state: "escrow_shipped" }), pending: false })),
    confirmByQuery: (input) => ask("confirmByQuery", input, () => ({ payment: samplePayment(), queried: false })),
    replacePayment: (input) => ask("replacePayment", input, () => samplePayment()),
    closePayment: (input) => ask("closePayment", input, () => samplePayment({ state: "closed" })),
    syncPayment: (input) => ask("syncPayment", input, () => ({ payment: samplePayment(), queried: true })),
    listPayments: (input) => ask("listPayments", input, () => ({ data: [...payments.values()], next_cursor: null })),
    listPaymentEvents: (input) => ask("listPaymentEvents", input, () => []),
    setSiteDelivery: (input) => ask("setSiteDelivery", input, () => ({ adapter: input.adapter })),
    requestRefund: (input) =>
      ask("requestRefund", input, () => ({ refund: sampleRefund(), created: true, pending: false })),
    listRefunds: (input) => ask("listRefunds", input, () => ({ data: [], refunded_fen: 0, external_fen: 0 })),
    getRefund: (input) => ask("getRefund", input, () => sampleRefund()),
    viewRefund: (refundId) => ask("viewRefund", refundId, () => sampleRefund()),
    openRefundPage: (input) => ask("openRefundPage", input, () => ({ url: "https://alipay.test/operator" })),
    readSiteOrders: (siteId, question) =>
      ask("readSiteOrders", { siteId, ...question }, () => ({
        orders: [],
        cards: [],
        next: null,
        alipay_paytype: 3,
      })),
    listSiteBooks: (input) =>
      ask("listSiteBooks", input, () => ({
        site: { id: input.siteId, name: "山间茶铺", adapter: "webhook", registered_at: "2026-01-01T00:00:00.000Z" },
        payments: [],
        next: null,
      })),
    repairSiteOrder: (input) => ask("repairSiteOrder", input, () => ({ changed: true, outcome: "done" })),
    recordReconciliation: (input) => ask("recordReconciliation", input, () => undefined),
    examineSiteDelivery: (siteId) => ask("examineSiteDelivery", siteId, () => []),
    watchSite: (input) => ask("watchSite", input, () => ({ shipped: [], closed: [], why: null })),
    inspectPayment: (paymentId) =>
      ask("inspectPayment", paymentId, () => {
        throw notHere("payment");
      }),
    diagnoseEvidence: (input) =>
      ask("diagnoseEvidence", input, () => ({ recognised: [], findings: [], inOrder: [], needs: [] })),
    listDeliveries: (input) => ask("listDeliveries", input, () => ({ data: [], awaiting_shipment: [] })),
    acknowledgeDelivery: (input) =>
      ask("acknowledgeDelivery", input, () => ({ id: input.deliveryId, status: "done" as const })),
    acceptLegacyNotification: (input) =>
      ask("acceptLegacyNotification", input, () => ({ answer: "success", outcome: "moved" })),
    adoptOrder: (input) => ask("adoptOrder", input, () => ({ payment: samplePayment(), adopted: true })),
    checkSite: (input) => ask("checkSite", input, () => siteCheck(input.siteId)),
    getSiteCheck: (siteId) => ask("getSiteCheck", siteId, () => siteCheck(siteId)),
    answerLegacyCall: (input) => ask("answerLegacyCall", input, () => ({ kind: "redirect", url: "/pay/pay_1" })),
    findWayBack: (paymentId) => ask("findWayBack", paymentId, () => ({ kind: "redirect", url: "http://127.0.0.1:9/" })),
    issueLookAlikeKey: (input) =>
      ask("issueLookAlikeKey", input, () => ({
        siteId: input.siteId,
        partner: "2088999900000001",
        key: "k".repeat(32),
        gatewayUrl: "http://127.0.0.1/gateway.do?",
        origin: "issued",
        warnings: [],
      })),
    revokeLookAlikeKey: (input) => ask("revokeLookAlikeKey", input, () => undefined),
    viewLookAlike: (siteId) => ask("viewLookAlike", siteId, () => sampleLookAlike(siteId)),
    changeLookAlike: (input) => ask("changeLookAlike", input, () => sampleLookAlike(input.siteId)),
    checkReadiness: () =>
      ask("checkReadiness", undefined, () => [
        { name: "store", ready: true, blocks: true, zh: "可以", en: "fine" },
        { name: "accounts", ready: false, blocks: true, zh: "没有账户", en: "no account" },
      ]),
    measureLedger: () => ask("measureLedger", undefined, () => []),
    describeRecovery: () => ask("describeRecovery", undefined, () => ({ state: "none" })),
    endRecovery: (input) => ask("endRecovery", input, () => ({ state: "none" })),
    listIncidents: (input) => ask("listIncidents", input, () => ({ data: [], next_cursor: null })),
    listIncidentCauses: () => ask("listIncidentCauses", undefined, () => []),
    inspectIncident: (incidentId) =>
      ask("inspectIncident", incidentId, () => {
        throw notHere("incident");
      }),
    resolveIncident: (input) => ask("resolveIncident", input, () => undefined),
    setErrorNotices: (input) => ask("setErrorNotices", input, () => ({ enabled: input.enabled })),
    listOpenRefunds: (input) => ask("listOpenRefunds", input, () => ({ data: [], next_cursor: null })),
    settleRefund: (input) => ask("settleRefund", input, () => sampleRefund()),
    refundSurplus: (input) =>
      ask("refundSurplus", input, () => ({ refund: sampleRefund(), created: true, pending: false })),
    endUnknownPayment: (input) => ask("endUnknownPayment", input, () => samplePayment({ state: "closed" })),
    addNoticeChannel: (input) =>
      ask("addNoticeChannel", input, () => ({
        ...{ id: "nch_1", kind: input.settings.kind, label: input.label, target: "", quiet: null },
        ...{ waiting: 0, last_sent_at: null, created_at: "2026-01-02T03:04:05.000Z" },
      })),
    listNoticeChannels: () => ask("listNoticeChannels", undefined, () => []),
    removeNoticeChannel: (input) => ask("removeNoticeChannel", input, () => undefined),
    testNoticeChannel: (input) => ask("testNoticeChannel", input, () => undefined),
    listAllDeliveries: (input) => ask("listAllDeliveries", input, () => ({ data: [], next_cursor: null })),
    listDeliveryQueues: () => ask("listDeliveryQueues", undefined, () => []),
    inspectDelivery: (deliveryId) =>
      ask("inspectDelivery", deliveryId, () => {
        throw notHere("delivery");
      }),
    resendDelivery: (input) => ask("resendDelivery", input, () => sampleDelivery),
    settleDelivery: (input) => ask("settleDelivery", input, () => sampleDelivery),
    rotateWebhookSecret: (input) =>
      ask("rotateWebhookSecret", input, () => ({
        siteId: input.siteId,
        webhookSecret: "whs_3",
        formerUntil: "2026-01-03T00:00:00.000Z",
      })),
  };
  return withOtherVerbs(known, ask);
}

type Ask = <T>(verb: string, input: unknown, usual: () => T) => Promise<T>;

/** A verb that is not written out knows nothing, unless a test says what it answers. */
function withOtherVerbs(known: Partial<FakeGateway>, ask: Ask): FakeGateway {
  const gateway = new Proxy(known, {
    get(target, name, receiver) {
      if (typeof name !== "string" || name === "then" || name in target) return Reflect.get(target, name, receiver);
      return (input: unknown) =>
        ask(name, input, () => {
          throw notHere(name);
        });
    },
  });
  return gateway as FakeGateway;
}

function siteKeys(): Record<string, SiteKey> {
  const usual = {
    ...{ siteId: "site_1", siteName: "山间茶铺", standing: "valid" as const, matches },
    ...{ scopes: siteScopes, addresses: [] as string[], origins: [] as string[] },
  };
  const keys: Omit<SiteKey, "siteId">[] = [
    { ...usual, keyId: siteKey.keyId },
    { ...usual, keyId: "key_revoked", standing: "revoked" },
    { ...usual, keyId: "key_expired", standing: "expired" },
    { ...usual, keyId: "key_site_off", standing: "site_disabled" },
    { ...usual, keyId: "key_reads", scopes: ["read"] },
    { ...usual, keyId: "key_office", addresses: ["203.0.113.0/24", "2001:db8::/32"] },
    { ...usual, keyId: "key_page", origins: ["https://shop.example"], addresses: ["203.0.113.0/24"] },
  ];
  return Object.fromEntries(keys.map((key) => [key.keyId, { ...usual, ...key }]));
}

function sampleAccount(input: RegisterAccountInput): AccountView {
  return {
    id: input.id ?? "acc_2",
    environment: input.environment,
    endpoint: input.endpoint ?? "https://mapi.alipay.com/gateway.do",
    protocol: input.protocol,
    identity: input.protocol === "mapi" ? input.credentials.partner : input.credentials.appId,
    ...{ sellerId: undefined, sellerEmail: undefined, signType: "MD5", charset: "utf-8" },
    notifyUrl: "http://127.0.0.1/notify/acc_2",
    ...{ disabledAtMs: undefined, checkedAtMs: undefined, formerKeys: [], createdAtMs: 0 },
    capabilities: { query: "unknown", close: "unknown", refund: "unknown" },
    contracts: input.contracts.map((contract) => ({ ...contract, id: "ctr_1", accountId: "acc_2" })),
  };
}

function siteCheck(site: string): SiteCheckDocument {
  const at = "2026-01-02T03:04:05.000Z";
  const never = { answered_at: null, answer: null };
  return { site, regular: false, asked_at: at, failing_since: at, error: "timeout:UND_ERR_CONNECT", ...never };
}

function matches(message: Uint8Array | string, signatureHex: string): boolean {
  const expected = createHmac("sha256", siteKey.secret).update(message).digest();
  const given = Buffer.from(signatureHex, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
