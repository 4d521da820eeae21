// alipay.trade.precreate: a QR code for the buyer to scan. The code dies after two hours whatever the time-out says.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { counterFields, orderFields } from "./order-fields.ts";

const fields = {
  product_code: { type: "choice", values: ["FACE_TO_FACE_PAYMENT", "QR_CODE_OFFLINE"] },
  qr_code_timeout_express: { type: "duration" },
} as const;

const replyFields = {
  out_trade_no: { type: "text" },
  qr_code: { type: "text" },
  share_code: { type: "text" },
} as const;

export const tradePrecreate: OpenapiServiceDefinition<
  "alipay.trade.precreate",
  typeof orderFields & typeof counterFields & typeof fields,
  "server",
  typeof replyFields
> = {
  name: "alipay.trade.precreate",
  protocol: "openapi",
  title: { zh: "当面付（扫码）", en: "QR code pay" },
  product: "qr",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  repeatable: true,
  fields: { ...orderFields, ...counterFields, ...fields },
  groups: [{ rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] }],
  replyFields,
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/precreate" },
};
