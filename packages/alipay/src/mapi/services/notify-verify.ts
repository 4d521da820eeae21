// 验证通知来源: asks Alipay whether a notify_id is fresh. Called without a signature.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const notifyVerifyFields = {
  notify_id: { type: "text", required: true, maxLength: 512 },
} as const;

/** Asks whether Alipay sent a notification and still waits for its answer. */
export const notifyVerify: ServiceDefinition<"notify_verify", typeof notifyVerifyFields, "server"> = {
  name: "notify_verify",
  protocol: "mapi",
  title: { zh: "验证通知来源", en: "check of a notification" },
  product: "platform",
  caller: "server",
  httpMethod: "GET",
  reply: "text",
  signed: false,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: notifyVerifyFields,
  groups: [],
};
