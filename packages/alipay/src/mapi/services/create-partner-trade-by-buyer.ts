// 担保交易: Alipay holds the money until the buyer confirms the goods.

import type { ServiceDefinition } from "../../services/service-definition.ts";
import { escrowFields } from "./escrow-fields.ts";
import { escrowGroups } from "./escrow-groups.ts";

/** Escrow payment by redirect. */
export const createPartnerTradeByBuyer: ServiceDefinition<
  "create_partner_trade_by_buyer",
  typeof escrowFields,
  "browser"
> = {
  name: "create_partner_trade_by_buyer",
  protocol: "mapi",
  title: { zh: "担保交易", en: "escrow payment" },
  product: "escrow",
  caller: "browser",
  httpMethod: "GET",
  reply: "page",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 190,
  returnUrlMaxLength: 200,
  repeatable: true,
  fields: escrowFields,
  groups: escrowGroups,
};
