// What the buyer has to pay under an old request, in exact fen, and the text of it that goes back to the shop: old shops
// compare that text with their own.
import { AlipayError, formatYuan, parseYuan } from "@dedepay/alipay";
import type { DedepayError } from "@dedepay/errors";
import { legacyRefusal } from "./legacy-refusal.ts";

export type RequestedAmount = { amountFen: bigint; totalFee: string };

type Fields = Readonly<Record<string, string>>;

const maxFen = 10_000_000_000n;

/** Throws 1012 (no amount) and 1011 (an amount that breaks a rule, or two that contradict each other). */
export function requestedAmount(fields: Fields, kind: "direct" | "escrow"): RequestedAmount {
  const asked = fenOf(fields, "total_fee");
  const summed = fields["price"] === undefined ? undefined : sumOf(fields, kind);
  const amountFen = summed ?? asked;
  if (amountFen === undefined) throw missing(kind === "direct" ? "total_fee" : "price");
  if (asked !== undefined && asked !== amountFen) throw contradiction(fields, amountFen);
  if (amountFen < 1n || amountFen > maxFen) throw outOfRange(amountFen);
  return { amountFen, totalFee: fields["total_fee"] ?? textOf(fields, amountFen) };
}

/** One piece at the whole price: the price as it was written. DedeCMS compares it with what its database prints. */
function textOf(fields: Fields, amountFen: bigint): string {
  const price = fields["price"] ?? "";
  return fields["quantity"] === "1" && fenOf(fields, "price") === amountFen ? price : formatYuan(amountFen);
}

function sumOf(fields: Fields, kind: "direct" | "escrow"): bigint {
  const price = fenOf(fields, "price") ?? 0n;
  const discount = fenOf(fields, "discount", -maxFen) ?? 0n;
  const goods = price * quantityOf(fields);
  const freight = fenOf(fields, "logistics_fee") ?? 0n;
  if (kind === "escrow") return goods + freightFor(fields, freight) + discount;
  // Whether instant payment counts them is written nowhere: nobody may pay an amount which we guessed.
  if (freight !== 0n) throw uncertain("logistics_fee");
  if (discount !== 0n) throw uncertain("discount");
  return goods;
}

function freightFor(fields: Fields, freight: bigint): bigint {
  switch (fields["logistics_payment"]) {
    case "BUYER_PAY":
      return freight;
    case "BUYER_PAY_AFTER_RECEIVE":
      return 0n;
    default:
      // The same for the seller's freight.
      if (freight !== 0n) throw uncertain("logistics_fee");
      return 0n;
  }
}

function quantityOf(fields: Fields): bigint {
  const text = fields["quantity"];
  if (text === undefined) throw missing("quantity");
  if (/^[1-9]\d{0,8}$/.test(text)) return BigInt(text);
  throw legacyRefusal(1011, "ILLEGAL_INTEGER_FORMAT", {
    param: "quantity",
    detail: {
      zh: `quantity 须为正整数，收到：${shown(text)}`,
      en: `quantity is a positive whole number; got ${shown(text)}`,
    },
  });
}

function fenOf(fields: Fields, field: string, minFen = 0n): bigint | undefined {
  const text = fields[field];
  if (text === undefined) return undefined;
  try {
    return parseYuan(text, { field, minFen, maxFen, decimals: "up_to_two" });
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    const rule = error.violations?.[0]?.rule ?? "amount";
    throw legacyRefusal(1011, "ILLEGAL_MONEY_FORMAT", {
      param: field,
      detail: {
        zh: `${field} 不是合法的金额（${rule}）：${shown(text)}；须为元，最多两位小数，例如 148.21`,
        en: `${field} is no amount (${rule}): ${shown(text)}; it is yuan with at most two decimals, such as 148.21`,
      },
    });
  }
}

function missing(field: string): DedepayError {
  return legacyRefusal(1012, "ILLEGAL_ARGUMENT", {
    param: field,
    detail: { zh: `缺少金额字段 ${field}`, en: `The amount is missing: ${field}` },
    extra: { missing: [field] },
  });
}

function contradiction(fields: Fields, summed: bigint): DedepayError {
  return legacyRefusal(1011, "ILLEGAL_FEE_PARAM", {
    param: "total_fee",
    detail: {
      zh: `total_fee 是 ${shown(fields["total_fee"] ?? "")}，而 price、quantity、运费和折扣合计 ${formatYuan(summed)}，两者不一致`,
      en: `total_fee says ${shown(fields["total_fee"] ?? "")}; price, quantity, freight and discount make ${formatYuan(summed)}`,
    },
    fix: [
      { zh: "只传 total_fee，或者只传 price 和 quantity", en: "Send total_fee alone, or price and quantity alone" },
    ],
  });
}

function outOfRange(amountFen: bigint): DedepayError {
  return legacyRefusal(1011, amountFen < 1n ? "TOTAL_FEE_LESSEQUAL_ZERO" : "TOTAL_FEE_OUT_OF_RANGE", {
    param: "total_fee",
    detail: {
      zh: `付款总额为 ${formatYuan(amountFen)} 元，须在 0.01 元到 1 亿元之间`,
      en: `The total is ${formatYuan(amountFen)} yuan; it is 0.01 to 100 million`,
    },
    extra: { min_fen: 1, max_fen: Number(maxFen) },
  });
}

function uncertain(field: string): DedepayError {
  return legacyRefusal(1011, "ILLEGAL_FEE_PARAM", {
    param: field,
    detail: {
      zh: `${field} 不为零，而支付宝的文档没有说明它是否计入这种付款的总额，网关不替您猜`,
      en: `${field} is not zero, and no document of Alipay's says whether it counts here; the gateway does not guess`,
    },
    fix: [
      {
        zh: `把运费或折扣算进 price（或 total_fee），${field} 传 0`,
        en: `Put freight and discount into price (or total_fee) and send ${field} as 0`,
      },
    ],
  });
}

function shown(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 40);
}
