// 标准双接口: at the cashier the buyer picks instant payment or escrow.

import type { ServiceDefinition } from "../../services/service-definition.ts";
import { escrowFields } from "./escrow-fields.ts";
import { escrowGroups } from "./escrow-groups.ts";

/** Payment by redirect of which the buyer picks the kind. */
export const tradeCreateByBuyer: ServiceDefinition<"trade_create_by_buyer", typeof escrowFields, "browser"> = {
  name: "trade_create_by_buyer",
  protocol: "mapi",
  title: { zh: "标准双接口", en: "dual-function payment" },
  product: "dual",
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
