// 批量退款（有密）: an operator of the seller types the payment password on Alipay's page.

import type { ServiceDefinition } from "../../services/service-definition.ts";
import { refundFields, refundGroups } from "./refund-fields.ts";

/** Batch refund that an operator confirms on Alipay's page. */
export const refundFastpayByPlatformPwd: ServiceDefinition<
  "refund_fastpay_by_platform_pwd",
  typeof refundFields,
  "browser"
> = {
  name: "refund_fastpay_by_platform_pwd",
  protocol: "mapi",
  title: { zh: "即时到账批量退款（有密）", en: "batch refund with password" },
  product: "refund",
  caller: "browser",
  httpMethod: "GET",
  reply: "page",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 200,
  // An unknown outcome is asked for, never sent again: the number carries the day's date and may not be used twice.
  repeatable: false,
  fields: refundFields,
  groups: refundGroups,
};
