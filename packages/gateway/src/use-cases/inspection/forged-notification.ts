// A notification as Alipay posts it, which nobody may believe: its signature is chance, its order number can't exist, its
// trade is not paid. Whoever fulfils anything on it would do so for everybody.
import { beijingTime, type Charset, encodeText } from "@dedepay/alipay";
import type { Randomness } from "../../platform/platform.ts";

export type ForgedNotification = { headers: Record<string, string>; body: Uint8Array };

/** What our own notify route knows for a ping: it answers `fail` and keeps nothing. */
export const pingType = "dedepay_ping";
export const pingHeader = "dedepay-notify";

const longestPing = 4096;
const pingField = `notify_type=${pingType}`;
const pingMark = new RegExp(`(?:^|&)${pingField}(?:&|$)`);

export type ForgedOptions = {
  protocol: "mapi" | "openapi";
  charset: Charset;
  nowMs: number;
  randomness: Randomness;
  /** Default: like a notification of a trade. */
  notifyType?: string;
};

export function forgedNotification(options: ForgedOptions): ForgedNotification {
  const { protocol, charset } = options;
  const fields = protocol === "mapi" ? mapiFields(options) : openapiFields(options);
  const body = Object.entries(fields)
    .map(([name, value]) => `${name}=${formEncoded(value, charset)}`)
    .join("&");
  return {
    headers: {
      "content-type": `application/x-www-form-urlencoded; charset=${charset.toUpperCase()}`,
      // As Alipay's notifier calls itself.
      "user-agent": "Mozilla/4.0",
      accept: "*/*",
    },
    body: Buffer.from(body, "latin1"),
  };
}

/** True for the doctor's question to ourselves, whoever posts it: nothing follows from it. */
export function isPing(rawBody: Uint8Array): boolean {
  if (rawBody.byteLength > longestPing) return false;
  const bytes = Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
  // Every notification is looked at: the text is made of few of them.
  return bytes.includes(pingField) && pingMark.test(bytes.toString("latin1"));
}

function common({ nowMs, randomness, notifyType = "trade_status_sync" }: ForgedOptions): Record<string, string> {
  const chance = Buffer.from(randomness.bytes(16)).toString("hex");
  return {
    notify_time: beijingTime(nowMs),
    notify_type: notifyType,
    notify_id: `${chance.slice(0, 30)}dp`,
    out_trade_no: `DEDEPAYDOCTOR${chance.slice(0, 16)}`,
    // Trade numbers begin with their day; there were none in 1970.
    trade_no: "1970010100000000000000000000",
    trade_status: "WAIT_BUYER_PAY",
    subject: "探测 probe",
  };
}

function mapiFields(options: ForgedOptions): Record<string, string> {
  return {
    ...common(options),
    payment_type: "1",
    total_fee: "0.01",
    seller_id: "2088000000000000",
    buyer_id: "2088000000000000",
    sign_type: "MD5",
    sign: Buffer.from(options.randomness.bytes(16)).toString("hex"),
  };
}

function openapiFields(options: ForgedOptions): Record<string, string> {
  return {
    ...common(options),
    app_id: "2021000000000000",
    seller_id: "2088000000000000",
    buyer_id: "2088000000000000",
    total_amount: "0.01",
    charset: options.charset,
    version: "1.0",
    sign_type: "RSA2",
    sign: Buffer.from(options.randomness.bytes(256)).toString("base64"),
  };
}

function formEncoded(text: string, charset: Charset): string {
  return [...encodeText(text, charset).bytes]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9_.*-]/.test(character)) return character;
      return byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
