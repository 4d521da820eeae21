// Keys, an order and a notification for the benchmark of the wire library. Made anew for each run: nothing secret, nothing
// which could be tuned for.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createOpenapiAccount, type OpenapiAccount, signTestNotification } from "@dedepay/alipay";
import { AlipaySdk } from "alipay-sdk";

export type Fixtures = {
  readonly account: OpenapiAccount;
  readonly sdk: AlipaySdk;
  readonly privateKey: KeyObject;
  readonly alipayPublicKey: KeyObject;
  readonly aesKeyText: string;
  readonly notifications: readonly Buffer[];
};

const endpoint = "https://openapi.alipay.com/gateway.do";

function notificationOf(number: number, alipayPrivateKey: string): Buffer {
  const serial = String(number).padStart(6, "0");
  const amount = `${88 + number}.88`;
  const fields = {
    gmt_create: "2024-01-01 11:59:50",
    charset: "utf-8",
    seller_email: "shop@example.com",
    subject: `测试商品一件 ${serial}`,
    body: "描述",
    buyer_id: "2088000000000002",
    invoice_amount: amount,
    notify_id: `20240101002221200050000000${serial}`,
    fund_bill_list: `[{"amount":"${amount}","fundChannel":"ALIPAYACCOUNT"}]`,
    notify_type: "trade_status_sync",
    trade_status: "TRADE_SUCCESS",
    receipt_amount: amount,
    app_id: "2021000000000001",
    buyer_pay_amount: amount,
    seller_id: "2088000000000001",
    gmt_payment: "2024-01-01 12:00:00",
    notify_time: "2024-01-01 12:00:05",
    version: "1.0",
    out_trade_no: `T20240101${serial}`,
    total_amount: amount,
    trade_no: `2024010122001400000000${serial}`,
    auth_app_id: "2021000000000001",
    buyer_logon_id: "abc***@example.com",
    point_amount: "0.00",
  };
  return signTestNotification({ protocol: "openapi", alipayPrivateKey }, fields);
}

/** Everything the cases work on; sixteen notifications of one shape with different values. */
export function createFixtures(): Fixtures {
  const app = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const alipay = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki"): string =>
    key.export({ format: "pem", type }).toString();
  const aesKeyText = Buffer.alloc(16, 7).toString("base64");
  const appId = "2021000000000001";
  const alipayPublicKey = pem(alipay.publicKey, "spki");
  return {
    account: createOpenapiAccount({
      appId,
      privateKey: pem(app.privateKey, "pkcs8"),
      alipayPublicKey,
      aesKey: aesKeyText,
    }),
    sdk: new AlipaySdk({
      appId,
      privateKey: pem(app.privateKey, "pkcs1"),
      alipayPublicKey,
      encryptKey: aesKeyText,
      gateway: endpoint,
    }),
    privateKey: app.privateKey,
    alipayPublicKey: alipay.publicKey,
    aesKeyText,
    notifications: Array.from({ length: 16 }, (_, index) => notificationOf(index, pem(alipay.privateKey, "pkcs8"))),
  };
}
