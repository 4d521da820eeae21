// The bytes that the load generator sends: signed orders of a site, signed and forged notifications of Alipay. All are made
// before anything is timed.
import { createHash, createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

const pem = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki"): string =>
  key.export({ format: "pem", type }).toString();

export type Keys = {
  readonly appPrivateKeyPkcs8: string;
  readonly appPrivateKeyPkcs1: string;
  readonly alipayPrivateKey: KeyObject;
  readonly alipayPublicKey: string;
  readonly alipayPublicKeyObject: KeyObject;
};

export const identity = {
  appId: "2021000000000001",
  sellerId: "2088000000000001",
  partner: "2088101000000017",
  md5Key: "benchmarkkey0123456789abcdefghij",
} as const;

export function createKeys(): Keys {
  const app = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const alipay = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    appPrivateKeyPkcs8: pem(app.privateKey, "pkcs8"),
    appPrivateKeyPkcs1: pem(app.privateKey, "pkcs1"),
    alipayPrivateKey: alipay.privateKey,
    alipayPublicKey: pem(alipay.publicKey, "spki"),
    alipayPublicKeyObject: alipay.publicKey,
  };
}

export type Trade = { readonly outTradeNo: string; readonly number: number };

export const amountFen = 8888;
const amountYuan = "88.88";

/** As Alipay posts it after a payment on the web page, about 1.2 kB. Signed by rules of our own, which no product's code knows. */
export function notificationBody({ outTradeNo, number }: Trade, keys: Keys): string {
  const serial = String(number).padStart(10, "0");
  const fields: Record<string, string> = {
    gmt_create: "2026-01-01 11:59:50",
    charset: "utf-8",
    seller_email: "shop@example.com",
    subject: `测试商品一件 ${serial}`,
    body: "描述",
    buyer_id: "2088000000000002",
    invoice_amount: amountYuan,
    notify_id: `202601010022212000${serial}`,
    fund_bill_list: `[{"amount":"${amountYuan}","fundChannel":"ALIPAYACCOUNT"}]`,
    notify_type: "trade_status_sync",
    trade_status: "TRADE_SUCCESS",
    receipt_amount: amountYuan,
    app_id: identity.appId,
    buyer_pay_amount: amountYuan,
    seller_id: identity.sellerId,
    gmt_payment: "2026-01-01 12:00:00",
    notify_time: "2026-01-01 12:00:05",
    version: "1.0",
    out_trade_no: outTradeNo,
    total_amount: amountYuan,
    trade_no: `202601012200140000${serial}`,
    auth_app_id: identity.appId,
    buyer_logon_id: "abc***@example.com",
    point_amount: "0.00",
  };
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join("&");
  const sign = createSign("RSA-SHA256").update(text, "utf8").sign(keys.alipayPrivateKey, "base64");
  return new URLSearchParams({ ...fields, sign_type: "RSA2", sign }).toString();
}

/** The same with another amount: the signature is well formed and does not fit. */
export function forged(body: string): string {
  return body.replace("&total_amount=", "&total_amount=1");
}

export function postForm(path: string, body: string): Buffer {
  const headers = ["content-type: application/x-www-form-urlencoded; charset=utf-8"];
  return request({ method: "POST", path, body, headers });
}

const json = "content-type: application/json";

export type SiteKey = { readonly id: string; readonly secret: string };

/** A request of a site, signed as docs/site-api.md says. */
export function siteRequest(method: "GET" | "POST", path: string, o: { key: SiteKey; body?: unknown }): Buffer {
  const body = o.body === undefined ? "" : JSON.stringify(o.body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHash("sha256").update(body).digest("hex");
  const signed = `${method}\n${path}\n\n${timestamp}\n${hash}`;
  const headers = [
    `dedepay-key: ${o.key.id}`,
    `dedepay-timestamp: ${timestamp}`,
    `dedepay-signature: v1=${createHmac("sha256", o.key.secret).update(signed).digest("hex")}`,
    ...(body === "" ? [] : [json]),
  ];
  return request({ method, path, body, headers });
}

export function plainRequest(method: "GET" | "POST", path: string, body?: unknown): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  return request({ method, path, body: text, headers: text === "" ? [] : [json] });
}

type Request = { method: string; path: string; body: string; headers: readonly string[] };

function request({ method, path, body, headers }: Request): Buffer {
  const bytes = Buffer.from(body, "utf8");
  const length = method === "GET" ? [] : [`content-length: ${bytes.length}`];
  const head = [`${method} ${path} HTTP/1.1`, "host: 127.0.0.1", ...headers, ...length].join("\r\n");
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), bytes]);
}
