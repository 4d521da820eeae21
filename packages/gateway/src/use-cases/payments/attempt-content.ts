// Writes what an attempt will say to Alipay, once and for all: amount, texts, seller, product. Envelope fields (time,
// addresses, signature) are not content; they are made anew at each opening.

import { beijingTime, formatYuan, mapiServices, openapiServices, type TextField } from "@dedepay/alipay";
import { assertNever } from "../../assert-never.ts";
import type { AccountSettings } from "../../channel/account-settings.ts";
import { type PayContent, serviceOf } from "../../channel/pay-content.ts";
import type { Goods, Notice, Product } from "./payment-document.ts";
import { prepareText } from "./prepare-text.ts";

export type AttemptContentInput = {
  product: Product;
  outTradeNo: string;
  amountFen: bigint;
  subject: string;
  body: string | null;
  goods: Goods;
  expiresAtMs: number;
  partner: string;
  settings: AccountSettings;
};

export type AttemptContent = { content: PayContent; notices: Notice[] };

const textFields: Readonly<Record<Product, { subject: TextField; body: TextField }>> = {
  direct: mapiServices.create_direct_pay_by_user.fields,
  escrow: mapiServices.create_partner_trade_by_buyer.fields,
  dual: mapiServices.trade_create_by_buyer.fields,
  page: openapiServices["alipay.trade.page.pay"].fields,
  wap: openapiServices["alipay.trade.wap.pay"].fields,
  qr: openapiServices["alipay.trade.precreate"].fields,
};

export function attemptContent(input: AttemptContentInput): AttemptContent {
  const { charset } = input.settings;
  const fields = textFields[input.product];
  const subject = prepareText("subject", input.subject, { charset, field: fields.subject });
  const body = prepareText("body", input.body ?? "", { charset, field: fields.body });
  const parameters = {
    ...parametersOf(input),
    subject: subject.text,
    ...(body.text === "" ? {} : { body: body.text }),
  };
  return {
    content: { service: serviceOf[input.product], parameters },
    notices: [...subject.notices, ...body.notices],
  };
}

type Parameters = Record<string, string>;

function parametersOf(input: AttemptContentInput): Parameters {
  switch (input.product) {
    case "direct":
      return { ...mapiCommon(input), total_fee: formatYuan(input.amountFen) };
    case "escrow":
    case "dual":
      return { ...mapiCommon(input), ...escrowPrice(input.amountFen) };
    case "page":
      return { ...openapiCommon(input), ...goodsType(input), product_code: "FAST_INSTANT_TRADE_PAY" };
    case "wap":
      return { ...openapiCommon(input), ...goodsType(input), product_code: "QUICK_WAP_WAY" };
    case "qr":
      return openapiCommon(input);
    default:
      return assertNever(input.product);
  }
}

/** seller_id in place of the e-mail: an e-mail changes, and then Alipay answers SELLER_NOT_EXIST. */
function mapiCommon(input: AttemptContentInput): Parameters {
  return {
    out_trade_no: input.outTradeNo,
    payment_type: "1",
    seller_id: input.settings.sellerId ?? input.partner,
  };
}

/** One piece at the whole price, freight included in it; the goods' own way is said when they are shipped. */
function escrowPrice(amountFen: bigint): Parameters {
  return {
    price: formatYuan(amountFen),
    quantity: "1",
    logistics_type: "EXPRESS",
    logistics_fee: "0.00",
    logistics_payment: "SELLER_PAY",
  };
}

function openapiCommon(input: AttemptContentInput): Parameters {
  return {
    out_trade_no: input.outTradeNo,
    total_amount: formatYuan(input.amountFen),
    time_expire: beijingTime(input.expiresAtMs),
  };
}

function goodsType(input: AttemptContentInput): Parameters {
  return { goods_type: input.goods === "virtual" ? "0" : "1" };
}
