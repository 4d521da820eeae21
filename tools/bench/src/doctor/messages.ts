// Honest messages of both protocols as lists of names and values: what a shop would send, what Alipay would post back.
// Written from Alipay's documents; values come from a seed and include what trips naive code.
import type { Random } from "../random.ts";
import type { Shop } from "./shop.ts";

export type Fields = ReadonlyArray<readonly [name: string, value: string]>;

const goods = [
  "测试商品",
  "铁观音 特级",
  "手机壳（黑色）",
  "会员充值",
  "支付订单号",
  "iPhone 数据线",
  "年费会员卡",
  "Coffee beans",
];
const remarks = ["送货上门", "两件 x 2", "红色/大号", "gift wrap", "周末送", "发票抬头：个人"];

/** What the text must hold, so that the mistake in question can leave a trace. */
export type Need =
  | "quote"
  | "apostrophe"
  | "ampersand"
  | "space"
  | "edges"
  | "backslash"
  | "chinese"
  | "percent"
  | "plus"
  | "angle";

const sprinkles: Readonly<Record<Need, readonly string[]>> = {
  quote: ['"特价"', '12" 显示器', '"new"'],
  apostrophe: ["Men's", "L'Oréal".replace("é", "e"), "it's"],
  ampersand: ["A&B", "笔&墨", "R&D kit"],
  space: ["big  box", "a b c", "红 色"],
  edges: [""],
  backslash: ["C:\\img", "a\\b"],
  chinese: ["中文标题", "订单说明"],
  percent: ["100%25 cotton", "20%2B"],
  plus: ["C++ 教程", "1+1 装"],
  angle: ["<b>促销</b>", "a<b 款"],
};

/** Where white space at the edge belongs: mostly to one of the texts of a message. */
function edgesOf(random: Random, needs: readonly Need[]): { subject: readonly Need[]; body: readonly Need[] } {
  const without = needs.filter((need) => need !== "edges");
  const which = random.below(5);
  return { subject: which < 3 ? needs : without, body: which > 1 ? needs : without };
}

export function textOf(random: Random, needs: readonly Need[]): string {
  const words = [random.pick(goods), ...needs.map((need) => random.pick(sprinkles[need])), random.pick(remarks)];
  const text = words.filter((word) => word !== "").join(random.pick([" ", "-", "，"]));
  return needs.includes("edges") ? `${text} ` : text;
}

export function amountOf(random: Random): string {
  return `${random.below(2000)}.${random.digits(1)}${1 + random.below(9)}`;
}

export function orderNumberOf(random: Random): string {
  return random.pick([
    `S-P17${random.digits(8)}RN${100 + random.below(900)}`,
    `2024${random.digits(12)}`,
    `T${random.digits(10)}`,
  ]);
}

function dateOf(random: Random): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `2024-${two(1 + random.below(12))}-${two(1 + random.below(28))} ${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
}

export type MapiRequestOptions = {
  readonly charset: string;
  readonly needs: readonly Need[];
  readonly like?: "dedecms";
};

/** A request of the partner protocol, without signature. */
export function mapiRequestFields(random: Random, shop: Shop, options: MapiRequestOptions): [string, string][] {
  const needs = edgesOf(random, options.needs);
  const number = orderNumberOf(random);
  const urls: [string, string][] = [
    ["notify_url", `http://${shop.host}/alipay/notify.php`],
    ["return_url", `http://${shop.host}/alipay/return.php`],
  ];
  if (random.chance(0.3) || options.like === "dedecms") {
    const service = random.pick(["create_partner_trade_by_buyer", "trade_create_by_buyer"]);
    return [
      ["service", service],
      ["_input_charset", options.charset],
      ["agent", "C4335994340215837114"],
      ["partner", shop.pid],
      ...urls,
      ["subject", textOf(random, options.needs)],
      ["out_trade_no", number],
      ["price", amountOf(random)],
      ["quantity", "1"],
      ["payment_type", "1"],
      ["logistics_type", "EXPRESS"],
      ["logistics_fee", "0"],
      ["logistics_payment", "BUYER_PAY_AFTER_RECEIVE"],
      ["seller_email", shop.email],
    ];
  }
  return [
    ["service", "create_direct_pay_by_user"],
    ["partner", shop.pid],
    ["seller_email", shop.email],
    ["payment_type", "1"],
    ...urls,
    ["_input_charset", options.charset],
    ["out_trade_no", number],
    ["subject", textOf(random, needs.subject)],
    ["total_fee", amountOf(random)],
    ["body", textOf(random, needs.body)],
    ["show_url", `http://${shop.host}/view.php`],
  ];
}

function businessJson(random: Random, content: Readonly<Record<string, string>>): string {
  return random.chance(0.5) ? JSON.stringify(content) : JSON.stringify(content, undefined, 1).replaceAll("\n", "");
}

export type OpenapiRequestOptions = {
  readonly charset: string;
  readonly needs: readonly Need[];
};

/** A v2 request without signature and sign_type. */
export function openapiRequestFields(random: Random, shop: Shop, options: OpenapiRequestOptions): [string, string][] {
  const isPhone = random.chance(0.3);
  const content = {
    out_trade_no: `T${random.digits(14)}`,
    product_code: isPhone ? "QUICK_WAP_WAY" : "FAST_INSTANT_TRADE_PAY",
    total_amount: amountOf(random),
    subject: subjectOf(random, options.needs),
    body: textOf(random, options.needs).trim(),
    ...(isPhone ? { quit_url: `http://${shop.host}/cart` } : {}),
  };
  // What a value needs at its edges can only be in a field of its own.
  const edges: [string, string][] = options.needs.includes("edges") ? [["prod_code", "shop "]] : [];
  return [
    ["app_id", shop.appId],
    ["method", isPhone ? "alipay.trade.wap.pay" : "alipay.trade.page.pay"],
    ["format", "JSON"],
    ["charset", options.charset],
    ["timestamp", dateOf(random)],
    ["version", "1.0"],
    ["notify_url", `https://${shop.host}/pay/notify`],
    ["return_url", `https://${shop.host}/pay/return`],
    ...edges,
    ["biz_content", businessJson(random, content)],
  ];
}

/** The subject of the OpenAPI must not hold / = and &. */
function subjectOf(random: Random, needs: readonly Need[]): string {
  return textOf(random, needs).trim().replaceAll(/[/=&]/g, "-");
}

export type NotificationOptions = { readonly needs: readonly Need[]; readonly charset: string };

export function mapiNotificationFields(random: Random, shop: Shop, options: NotificationOptions): [string, string][] {
  const amount = amountOf(random);
  const needs = edgesOf(random, options.needs);
  const paid = dateOf(random);
  return [
    ["discount", "0.00"],
    ["payment_type", "1"],
    ["subject", textOf(random, needs.subject)],
    ["trade_no", `2024${random.digits(24)}`],
    ["buyer_email", `buyer${random.digits(3)}@example.com`],
    ["gmt_create", paid],
    ["notify_type", "trade_status_sync"],
    ["quantity", "1"],
    ["out_trade_no", orderNumberOf(random)],
    ["seller_id", shop.pid],
    ["notify_time", paid],
    ["body", textOf(random, needs.body)],
    ["trade_status", random.pick(["TRADE_SUCCESS", "TRADE_FINISHED"])],
    ["is_total_fee_adjust", "N"],
    ["total_fee", amount],
    ["gmt_payment", paid],
    ["seller_email", shop.email],
    ["price", amount],
    ["buyer_id", `2088${random.digits(12)}`],
    ["notify_id", `${random.digits(29)}97g`],
    ["use_coupon", "N"],
  ];
}

export function openapiNotificationFields(
  random: Random,
  shop: Shop,
  options: NotificationOptions,
): [string, string][] {
  const amount = amountOf(random);
  const needs = edgesOf(random, options.needs);
  const paid = dateOf(random);
  return [
    ["gmt_create", paid],
    ["charset", options.charset],
    ["gmt_payment", paid],
    ["notify_time", paid],
    ["subject", textOf(random, needs.subject)],
    ["buyer_id", `2088${random.digits(12)}`],
    ["body", textOf(random, needs.body)],
    ["invoice_amount", amount],
    ["version", "1.0"],
    ["notify_id", `2024${random.digits(30)}`],
    ["fund_bill_list", `[{"amount":"${amount}","fundChannel":"ALIPAYACCOUNT"}]`],
    ["notify_type", "trade_status_sync"],
    ["out_trade_no", `T${random.digits(14)}`],
    ["total_amount", amount],
    ["trade_status", "TRADE_SUCCESS"],
    ["trade_no", `2024${random.digits(24)}`],
    ["auth_app_id", shop.appId],
    ["receipt_amount", amount],
    ["point_amount", "0.00"],
    ["app_id", shop.appId],
    ["buyer_pay_amount", amount],
    ["seller_id", shop.pid],
  ];
}

/** The node of a reply, as Alipay writes it: no space, slashes bare or escaped. */
export function replyNode(
  random: Random,
  needs: readonly Need[],
): { name: string; node: string; entries: [string, string][] } {
  const entries: [string, string][] = [
    ["code", "10000"],
    ["msg", "Success"],
    ["buyer_logon_id", `buy***@${random.pick(["163.com", "qq.com"])}`],
    ["buyer_pay_amount", "0.00"],
    ["out_trade_no", `T${random.digits(14)}`],
    ["send_pay_date", dateOf(random)],
    ["store_name", textOf(random, needs)],
    ["total_amount", amountOf(random)],
    ["trade_no", `2024${random.digits(24)}`],
    ["trade_status", "TRADE_SUCCESS"],
  ];
  if (random.chance(0.4)) {
    entries.splice(6, 0, ["qr_code", `https://qr.alipay.com/bax0${random.digits(12)}`]);
    return {
      name: "alipay_trade_precreate_response",
      node: JSON.stringify(Object.fromEntries(entries)).replaceAll("/", "\\/"),
      entries,
    };
  }
  return { name: "alipay_trade_query_response", node: JSON.stringify(Object.fromEntries(entries)), entries };
}
