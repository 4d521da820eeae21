// 确认发货: tells Alipay that an escrow trade was shipped; the trade's own notify_url hears of it.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const sendGoodsFields = {
  trade_no: { type: "text", required: true, minLength: 16, maxLength: 64 },
  logistics_name: { type: "text", required: true, maxLength: 64 },
  invoice_no: { type: "text", maxLength: 32 },
  transport_type: { type: "choice", values: ["POST", "EXPRESS", "EMS", "DIRECT"] },
  create_transport_type: { type: "choice", values: ["POST", "EXPRESS", "EMS", "DIRECT"] },
  seller_ip: { type: "text", maxLength: 15 },
} as const;

/** Marks an escrow trade as shipped; may be repeated while the buyer has not confirmed. */
export const sendGoodsConfirmByPlatform: ServiceDefinition<
  "send_goods_confirm_by_platform",
  typeof sendGoodsFields,
  "server"
> = {
  name: "send_goods_confirm_by_platform",
  protocol: "mapi",
  title: { zh: "确认发货", en: "mark as shipped" },
  product: "escrow",
  caller: "server",
  httpMethod: "POST",
  reply: "xml",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: sendGoodsFields,
  groups: [{ rule: "at_least_one", sets: [["transport_type"], ["create_transport_type"]] }],
};
