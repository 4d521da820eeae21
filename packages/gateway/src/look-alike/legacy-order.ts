// What a verified paying request orders, in our words, and the part of it that is kept to answer the shop in its own.
// Fields that change nothing about the payment (agent, receiver, buyer's e-mail, …) are not looked at.
import type { Charset } from "@dedepay/alipay";
import type { DedepayError } from "@dedepay/errors";
import type { Goods, Notice } from "../use-cases/payments/payment-document.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { checkAddress } from "./check-address.ts";
import { legacyRefusal } from "./legacy-refusal.ts";
import { requestedAmount } from "./requested-amount.ts";

export type PayService = keyof typeof payServices;

/** Every service that sends a buyer to pay, and how its amount is made up. */
export const payServices = {
  create_direct_pay_by_user: "direct",
  "alipay.wap.create.direct.pay.by.user": "direct",
  trade_create_by_buyer: "escrow",
  create_partner_trade_by_buyer: "escrow",
} as const;

/** What the shop is answered with. All of it are the shop's own words; the amount counts only with its fen. */
export type KeptRequest = {
  service: PayService;
  charset: Charset;
  /** As the shop wrote it, or as we would; goes with `amountFen` only. */
  totalFee: string;
  amountFen: string;
  subject: string;
  notifyUrl: string;
  returnUrl: string | null;
  /** Sent back where they came: price, quantity, seller_email, extra_common_param, … Nothing about the buyer. */
  echoed: Readonly<Record<string, string>>;
};

export type LegacyOrder = {
  outTradeNo: string;
  amountFen: bigint;
  subject: string;
  body: string | undefined;
  goods: Goods;
  expiresAtMs: number | undefined;
  kept: KeptRequest;
};

const echoedNames: readonly string[] = [
  ...["payment_type", "price", "quantity", "discount", "seller_email", "seller_id", "body", "extra_common_param"],
  ...["logistics_type", "logistics_fee", "logistics_payment"],
];
const maxSubject = 256;
const maxBody = 1000;
const maxEchoed = 400;

/** Throws 1012 (all that is missing at once), 1011 (amount), 1002 (order number, addresses). */
export function readLegacyOrder(caller: LegacyCaller, service: PayService, nowMs: number): LegacyOrder {
  const { fields } = caller;
  const outTradeNo = fields["out_trade_no"] ?? "";
  const subject = oneLine(fields["subject"] ?? "", maxSubject);
  const missing = [...(outTradeNo === "" ? ["out_trade_no"] : []), ...(subject === "" ? ["subject"] : [])];
  if (missing.length > 0) throw missingFields(missing);
  checkOrderNumber(outTradeNo);
  const { amountFen, totalFee } = requestedAmount(fields, payServices[service]);
  const notifyUrl = fields["notify_url"] ?? caller.settings.notifyUrl;
  if (notifyUrl === null) throw noNotifyUrl();
  checkAddress("notify_url", notifyUrl, caller.site);
  const returnUrl = fields["return_url"] ?? null;
  if (returnUrl !== null) checkAddress("return_url", returnUrl, caller.site);
  const body = oneLine(fields["body"] ?? "", maxBody);
  const kept: KeptRequest = {
    service,
    charset: caller.call.charset,
    totalFee,
    amountFen: amountFen.toString(),
    subject,
    notifyUrl,
    returnUrl,
    echoed: echoedFields(fields),
  };
  return {
    outTradeNo,
    amountFen,
    subject,
    body: body === "" ? undefined : body,
    goods: goodsOf(caller, fields),
    expiresAtMs: expiryOf(fields["it_b_pay"], nowMs),
    kept,
  };
}

function oneLine(text: string, most: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffd]+/gu, " ").trim();
  return [...clean].slice(0, most).join("").slice(0, most);
}

function echoedFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const echoed: Record<string, string> = {};
  for (const name of echoedNames) {
    const value = oneLine(fields[name] ?? "", maxEchoed);
    if (value !== "") echoed[name] = value;
  }
  return echoed;
}

/** A member's purchase of DedeCMS: gold, a card, a rank. Its goods are numbered `S-P…`. */
const dedecmsMemberOrder = /^M\d+T\d+RN\d+$/;

function goodsOf(caller: LegacyCaller, fields: Readonly<Record<string, string>>): Goods {
  const { goods } = caller.settings;
  if (goods !== "by_order") return goods;
  const saysVirtual = fields["goods_type"] === "0" || fields["logistics_type"] === "DIRECT";
  return saysVirtual || dedecmsMemberOrder.test(fields["out_trade_no"] ?? "") ? "virtual" : "physical";
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const beijingOffsetMs = 8 * 60 * minuteMs;

/** `it_b_pay`: 1m to 15d, or `1c`, the end of the Beijing day. What is not written like that counts as not said. */
function expiryOf(text: string | undefined, nowMs: number): number | undefined {
  if (text === "1c") return nowMs + Math.max(minuteMs, dayMs - ((nowMs + beijingOffsetMs) % dayMs));
  const parts = /^([1-9]\d{0,4})([mhd])$/.exec(text ?? "");
  if (parts === null) return undefined;
  const unitMs = parts[2] === "m" ? minuteMs : parts[2] === "h" ? 60 * minuteMs : dayMs;
  return nowMs + Math.min(Number(parts[1]) * unitMs, 15 * dayMs);
}

function checkOrderNumber(outTradeNo: string): void {
  if (/^[\x21-\x7e]{1,64}$/.test(outTradeNo)) return;
  throw legacyRefusal(1002, "ILLEGAL_ARGUMENT", {
    param: "out_trade_no",
    detail: {
      zh: "out_trade_no 须为 1 到 64 个可见的 ASCII 字符，不含空格",
      en: "out_trade_no is 1 to 64 printable ASCII characters without spaces",
    },
  });
}

function missingFields(names: readonly string[]): DedepayError {
  return legacyRefusal(1012, names.includes("subject") ? "SUBJECT_MUST_NOT_BE_NULL" : "ILLEGAL_ARGUMENT", {
    param: names[0] ?? "",
    detail: { zh: `缺少必填字段：${names.join("、")}`, en: `Required fields are missing: ${names.join(", ")}` },
    extra: { missing: names },
  });
}

function noNotifyUrl(): DedepayError {
  return legacyRefusal(1012, "ILLEGAL_ARGUMENT", {
    param: "notify_url",
    owner: "site",
    detail: {
      zh: "请求里没有 notify_url：买家付款后网关无法通知网站",
      en: "The request names no notify_url: the site could not be told of the payment",
    },
    fix: [
      {
        zh: "在网站的支付设置里填写 notify_url，或者为这个站点设置一个通知地址（notify_url）",
        en: "Let the shop send notify_url, or set one (notify_url) for this site",
      },
    ],
    extra: { missing: ["notify_url"] },
  });
}

/** For the payment's own list: what was changed on the way in. */
export function noticesOf(caller: LegacyCaller): Notice[] {
  const { charset } = caller.call;
  const other = charset === "utf-8" ? "GBK" : "UTF-8";
  return caller.foreign.map((name) => ({
    kind: "charset_differs",
    field: name,
    zh: `${name} 的字节不是声明的 ${charset}，已按 ${other} 读取；请核对网站的编码设置`,
    en: `The bytes of ${name} are not the declared ${charset}; read as ${other}; check the shop's charset`,
  }));
}
