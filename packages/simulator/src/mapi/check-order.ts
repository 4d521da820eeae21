// The business checks of a paying service: seller, buyer, total, anti-phishing; ends in an order.
import { formatYuan, parseYuan } from "@dedepay/alipay";
import { type Refusal, refuse } from "../world/refusal.ts";
import type { Order, TradeKind } from "../world/trade.ts";
import { checkAntiPhishing } from "./anti-phishing.ts";
import { productOf } from "./check-contract.ts";
import type { MapiCall } from "./mapi-call.ts";
import { orderTotalFen } from "./order-total.ts";

const mostFen = 10_000_000_000n;
const defaultLifeMs = 15 * 86_400_000;

/** The order which a paying call asks for, or why not. */
export function checkOrder(call: MapiCall): Order | Refusal {
  const refusal = checkSeller(call) ?? checkBuyer(call) ?? checkAntiPhishing(call) ?? checkPermissions(call);
  if (refusal !== undefined) return refusal;
  const { fields, partner, simulation, service } = call;
  const totalFen = orderTotalFen(fields, simulation.switches.feeInTotal);
  const amounts = checkAmounts(call, totalFen);
  if (amounts !== undefined) return amounts;
  if (totalFen <= 0n) {
    return refuse("TOTAL_FEE_LESSEQUAL_ZERO", "交易总额不大于零。", "The total is not above zero.");
  }
  if (totalFen > mostFen) {
    return refuse("TOTAL_FEE_OUT_OF_RANGE", "交易总额超过一亿元。", "The total is above 100 000 000 yuan.");
  }
  const product = productOf(service) ?? "direct";
  const kind: TradeKind = product === "escrow" || product === "dual" ? product : "direct";
  const subject = fields.get("subject") ?? "";
  const body = fields.get("body") ?? "";
  const notifyUrl = fields.get("notify_url");
  const returnUrl = fields.get("return_url");
  return {
    account: partner,
    sellerId: partner.partner,
    service,
    product,
    kind,
    outTradeNo: fields.get("out_trade_no") ?? "",
    totalFen,
    subject,
    body,
    charset: call.charset,
    signType: call.signType,
    notifyUrl: simulation.addresses.keep(notifyUrl),
    returnUrl: simulation.addresses.keep(returnUrl),
    lifeMs: lifeMs(fields.get("it_b_pay"), simulation.clock.nowMs()),
    expiresAtMs: undefined,
    fields: kept(fields),
  };
}

/** What goes beyond the rules of single fields. */
function checkAmounts({ fields, service, simulation }: MapiCall, totalFen: bigint): Refusal | undefined {
  const amount = (name: string): bigint | undefined => {
    const text = fields.get(name) ?? "";
    return text === "" ? undefined : parseYuan(text, { decimals: "up_to_two" });
  };
  const stated = amount("total_fee");
  if (stated !== undefined && stated !== totalFen) {
    return refuse(
      "ILLEGAL_FEE_PARAM",
      `total_fee=${formatYuan(stated)}，按单价、数量、运费和折扣算出的是 ${formatYuan(totalFen)}。`,
      `total_fee=${formatYuan(stated)}, but price, quantity, fee and discount make ${formatYuan(totalFen)}.`,
    );
  }
  const ceiling = BigInt(simulation.switches.escrowPriceCeilingFen);
  const price = amount("price");
  if (service === "create_direct_pay_by_user" || price === undefined || price <= ceiling) return undefined;
  return refuse(
    "ILLEGAL_ARGUMENT",
    `单价超过 ${formatYuan(ceiling)} 元。`,
    `The price is above ${formatYuan(ceiling)}.`,
  );
}

const sellerFields = ["seller_id", "seller_account_name", "seller_email"] as const;
const buyerFields = ["buyer_id", "buyer_account_name", "buyer_email"] as const;

function firstOf(
  fields: ReadonlyMap<string, string>,
  names: readonly string[],
): [name: string, value: string] | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== "") return [name, value];
  }
  return undefined;
}

function checkSeller(call: MapiCall): Refusal | undefined {
  const { partner, simulation, fields } = call;
  const [name, value] = firstOf(fields, sellerFields) ?? ["seller_id", partner.partner];
  if (value === partner.partner || value === partner.sellerEmail) return undefined;
  if (partner.formerEmails.includes(value)) {
    return refuse(
      "SELLER_NOT_EXIST",
      `${name} 是卖家以前的登录名，现在的是 ${partner.sellerEmail}。`,
      `${name} is a former login of the seller; the present one is ${partner.sellerEmail}.`,
    );
  }
  const other = simulation.accounts.payer(value) ?? simulation.accounts.payerByLogonId(value);
  if (other !== undefined) {
    return refuse(
      "SELLER_NOT_IN_SPECIFIED_SELLERS",
      `${name} 是别人的账户，不能替这个商户收款。`,
      `${name} is somebody else's account, which can't collect for this partner.`,
    );
  }
  return refuse(
    "SELLER_NOT_EXIST",
    `没有 ${name} 为 ${value.slice(0, 60)} 的账户。`,
    `There is no account with this ${name}.`,
  );
}

function checkBuyer(call: MapiCall): Refusal | undefined {
  const { partner, simulation, fields } = call;
  const given = firstOf(fields, buyerFields);
  if (given === undefined) return undefined;
  const [name, value] = given;
  if (value === partner.partner || value === partner.sellerEmail) {
    return refuse("BUYER_SELLER_EQUAL", `${name} 就是卖家自己。`, `${name} is the seller.`);
  }
  const buyer = simulation.accounts.payer(value) ?? simulation.accounts.payerByLogonId(value);
  return buyer === undefined
    ? refuse("BUYER_NOT_EXIST", `没有 ${name} 为这个值的买家。`, `There is no buyer with this ${name}.`)
    : undefined;
}

function checkPermissions(call: MapiCall): Refusal | undefined {
  const { partner, fields } = call;
  if ((fields.get("it_b_pay") ?? "") !== "" && !partner.capabilities.includes("timeout")) {
    return refuse("SELF_TIMEOUT_NOT_SUPPORT", "没有开通自定义超时（it_b_pay）。", "The partner may not set it_b_pay.");
  }
  if (fields.get("need_ctu_check") === "Y") {
    return refuse(
      "NEED_CTU_CHECK_NOT_ALLOWED",
      "没有 need_ctu_check 的权限。",
      "The partner may not use need_ctu_check.",
    );
  }
  return undefined;
}

/** it_b_pay in milliseconds; `1c` ends with the day in Beijing. */
export function lifeMs(text: string | undefined, nowMs: number): number {
  if (text === "1c") {
    const dayMs = 86_400_000;
    return dayMs - ((nowMs + 8 * 3_600_000) % dayMs);
  }
  const parts = /^(\d+)([mhd])$/.exec(text ?? "");
  if (parts === null) return defaultLifeMs;
  const unit = parts[2] === "m" ? 60_000 : parts[2] === "h" ? 3_600_000 : 86_400_000;
  return Number(parts[1]) * unit;
}

const keptFields = [
  "payment_type",
  "price",
  "quantity",
  "discount",
  "extra_common_param",
  "logistics_type",
  "logistics_fee",
  "logistics_payment",
  "receive_name",
  "receive_address",
  "receive_zip",
  "receive_phone",
  "receive_mobile",
  "error_notify_url",
];

const nothingKept: ReadonlyMap<string, string> = new Map();

/** The fields which come back later; the rest of the request is forgotten. */
function kept(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const name of keptFields) {
    const value = fields.get(name);
    if (value !== undefined && value !== "" && !(name === "payment_type" && value === "1")) map.set(name, value);
  }
  return map.size === 0 ? nothingKept : map;
}
