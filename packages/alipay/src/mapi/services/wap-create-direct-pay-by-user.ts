// 手机网站支付 of the partner protocol. Field limits follow the instant payment of the desktop where no
// document of its own was at hand; only utf-8 is taken.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const wapDirectPayFields = {
  out_trade_no: { type: "text", required: true, maxLength: 64 },
  subject: { type: "text", required: true, maxLength: 256, lengthUnit: "gbk_bytes" },
  payment_type: { type: "choice", required: true, values: ["1"] },
  total_fee: { type: "amount", required: true, minFen: 1n, maxFen: 10000000000n },
  // Left out, the money goes to the account that holds the contract.
  seller_id: { type: "text", pattern: "2088\\d{12}" },
  show_url: { type: "url", maxLength: 400 },
  body: { type: "text", maxLength: 1000 },
  it_b_pay: { type: "duration" },
  extern_token: { type: "text", masked: true, maxLength: 256 },
  app_pay: { type: "choice", values: ["Y", "N"] },
  goods_type: { type: "choice", values: ["0", "1"] },
  hb_fq_param: { type: "text", maxLength: 1000 },
  extend_params: { type: "text", maxLength: 1000 },
} as const;

/** Instant payment on a phone by redirect. */
export const wapCreateDirectPayByUser: ServiceDefinition<
  "alipay.wap.create.direct.pay.by.user",
  typeof wapDirectPayFields,
  "browser"
> = {
  name: "alipay.wap.create.direct.pay.by.user",
  protocol: "mapi",
  title: { zh: "手机网站支付（旧版）", en: "phone website payment (legacy)" },
  product: "wap",
  caller: "browser",
  httpMethod: "GET",
  reply: "page",
  signed: true,
  charsets: ["utf-8"],
  notifyUrlMaxLength: 190,
  returnUrlMaxLength: 200,
  repeatable: true,
  fields: wapDirectPayFields,
  groups: [],
};
