// 批量退款（无密）: refunds at once; P in the reply means that it is still going on.

import type { ServiceDefinition } from "../../services/service-definition.ts";
import { refundFields, refundGroups } from "./refund-fields.ts";

/** Batch refund by server; needs a permission of its own. */
export const refundFastpayByPlatformNopwd: ServiceDefinition<
  "refund_fastpay_by_platform_nopwd",
  typeof refundFields,
  "server"
> = {
  name: "refund_fastpay_by_platform_nopwd",
  protocol: "mapi",
  title: { zh: "即时到账批量退款（无密）", en: "batch refund without password" },
  product: "refund",
  caller: "server",
  httpMethod: "POST",
  reply: "xml",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 200,
  // An unknown outcome is asked for, never sent again: the number carries the day's date and may not be used twice.
  repeatable: false,
  fields: refundFields,
  groups: refundGroups,
};
