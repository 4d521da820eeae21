// A data folder in which things went wrong a day ago, made by a real gateway in front of an Alipay and a shop that are not
// there: one delivery is parked, one refund and one payment are of unknown outcome, one order was paid twice.
import { generateKeyPairSync } from "node:crypto";
import { signTestNotification } from "@dedepay/alipay";
import { createGateway, type Gateway, type GatewayOptions } from "@dedepay/gateway";
import { expect, vi } from "vitest";
import { openDataFolder } from "../data-folder.ts";
import { ledgerChoice } from "../ledger-choice.ts";
import { masterKeyChoice, openMasterKeys } from "../master-keys.ts";
import { recordedSurroundings } from "./recorded-surroundings.ts";

export interface TroubledLedger {
  /** Paid; the shop says that it does not have the order. */
  readonly parked: { readonly payment: string; readonly delivery: string };
  /** The refund of that payment; Alipay's answer was no answer. */
  readonly refund: string;
  /** The buyer left for Alipay, which has given no clear answer for a day. */
  readonly silent: string;
  /** Paid on the desktop and on the phone. */
  readonly paidTwice: string;
}

type Platform = NonNullable<GatewayOptions["platform"]>;
type Answer = Awaited<ReturnType<Platform["http"]>>;
type Payment = Awaited<ReturnType<Gateway["createPayment"]>>["payment"];

const dayAndHourMs = 25 * 3_600_000;
const partner = "2088101000000017";
const md5Key = "simulatorkey0123456789abcdefghij";
const appId = "2021000000000001";
const requestId = "req_trouble";

/** `endpoint`: where the accounts' Alipay is for whoever opens the ledger afterwards. */
export async function troubledLedger(data: string, endpoint: string): Promise<TroubledLedger> {
  const alipay = newKeys();
  const gateway = await openGateway(data);
  try {
    const siteId = await register(gateway, { endpoint, alipayPublicKey: alipay.publicKey });
    const parked = await make(gateway, { siteId, orderNo: "T-1", account: "shop", product: "direct" });
    await gateway.openPayment({ paymentId: parked.id, device: "desktop", requestId });
    await paidOverMapi(gateway, parked);
    gateway.start();
    const delivery = await parkedDelivery(gateway, parked.id);
    const asked = { siteId, paymentId: parked.id, amountFen: 500n, actor: "key:test", requestId };
    const { refund } = await gateway.requestRefund(asked);
    const silent = await make(gateway, { siteId, orderNo: "T-2", account: "shop", product: "direct" });
    await gateway.openPayment({ paymentId: silent.id, device: "desktop", requestId });
    const queried = gateway.syncPayment({ siteId, paymentId: silent.id, requestId });
    await expect(queried).rejects.toMatchObject({ unified: 1016 });
    const twice = await make(gateway, { siteId, orderNo: "T-3", account: "app", product: "auto" });
    await paidTwiceOverOpenapi(gateway, { siteId, payment: twice, alipayPrivateKey: alipay.privateKey });
    await parkedDelivery(gateway, twice.id);
    return {
      parked: { payment: parked.id, delivery },
      ...{ refund: refund.id, silent: silent.id, paidTwice: twice.id },
    };
  } finally {
    await gateway.close();
  }
}

/** What the relay has not yet tried would be tried, or not, while the gateway closes. */
function parkedDelivery(gateway: Gateway, paymentId: string): Promise<string> {
  return vi.waitFor(async () => {
    const { data } = await gateway.listAllDeliveries({ status: "parked" });
    const found = data.find(({ payment_id }) => payment_id === paymentId);
    if (found === undefined) throw new Error(`nothing of ${paymentId} is parked yet`);
    return found.id;
  });
}

function openGateway(data: string): Promise<Gateway> {
  const folder = openDataFolder(data);
  const surroundings = recordedSurroundings();
  const masterKey = openMasterKeys(folder, masterKeyChoice({}, surroundings));
  const platform: Platform = {
    clock: { nowMs: () => Date.now() - dayAndHourMs },
    timers: {
      after: (delayMs, task) => {
        const timer = setTimeout(() => void task(), delayMs);
        return { cancel: () => clearTimeout(timer) };
      },
    },
    randomness: { bytes: surroundings.randomBytes },
    http: async ({ url }) => (url.includes("notify_verify") ? answer(200, "true") : answer(502, "<html>502</html>")),
    egress: async () => answer(422, '{"outcome":"order_missing"}'),
    mail: async () => undefined,
  };
  return createGateway({ ...ledgerChoice({ data }), masterKey, platform, publicUrl: () => "http://127.0.0.1:8801" });
}

async function register(gateway: Gateway, o: { endpoint: string; alipayPublicKey: string }): Promise<string> {
  const { endpoint, alipayPublicKey } = o;
  const common = { environment: "simulator", endpoint, requestId } as const;
  await gateway.registerAccount({
    ...{ ...common, id: "shop", protocol: "mapi" },
    credentials: { partner, signType: "MD5", md5Key },
    contracts: [{ product: "direct", goods: "any", status: "active" }],
  });
  await gateway.registerAccount({
    ...{ ...common, id: "app", protocol: "openapi" },
    credentials: { appId, privateKey: newKeys().privateKey, alipayPublicKey, sellerId: partner },
    contracts: [
      { product: "page", goods: "any", status: "active" },
      { product: "wap", goods: "any", status: "active" },
    ],
  });
  const site = await gateway.registerSite({ id: "tea", name: "茶铺", webhookUrl: "https://tea.test/hook", requestId });
  return site.siteId;
}

type Order = { siteId: string; orderNo: string; account: string; product: "direct" | "auto" };

async function make(gateway: Gateway, order: Order): Promise<Payment> {
  const goods = { amountFen: 1999n, subject: "青瓷茶杯", goods: "physical" } as const;
  return (await gateway.createPayment({ ...order, ...goods, requestId })).payment;
}

async function paidOverMapi(gateway: Gateway, { attempts }: Payment): Promise<void> {
  const rawBody = signTestNotification(
    { protocol: "mapi", signType: "MD5", md5Key },
    { ...trade(attempts[0]?.out_trade_no ?? "", 1), total_fee: "19.99" },
  );
  await gateway.acceptNotification({ accountId: "shop", rawBody, requestId });
}

async function paidTwiceOverOpenapi(
  gateway: Gateway,
  o: { siteId: string; payment: Payment; alipayPrivateKey: string },
): Promise<void> {
  const { siteId, payment, alipayPrivateKey } = o;
  for (const device of ["desktop", "phone"] as const) {
    await gateway.openPayment({ paymentId: payment.id, device, requestId });
  }
  const { attempts } = await gateway.getPayment({ siteId, paymentId: payment.id });
  for (const [index, { out_trade_no }] of attempts.entries()) {
    const rawBody = signTestNotification(
      { protocol: "openapi", alipayPrivateKey },
      { ...trade(out_trade_no, 2 + index), app_id: appId, charset: "utf-8", total_amount: "19.99" },
    );
    await gateway.acceptNotification({ accountId: "app", rawBody, requestId });
  }
}

function trade(outTradeNo: string, serial: number): Record<string, string> {
  return {
    notify_type: "trade_status_sync",
    notify_time: "2026-01-01 12:00:00",
    notify_id: `notify${serial}`,
    out_trade_no: outTradeNo,
    trade_no: `20260101${String(serial).padStart(20, "0")}`,
    trade_status: "TRADE_SUCCESS",
    seller_id: partner,
  };
}

function newKeys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

function answer(status: number, text: string): Answer {
  return { status, headers: { "content-type": "application/json" }, body: Buffer.from(text) };
}
