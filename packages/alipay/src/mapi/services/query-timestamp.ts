// 防钓鱼时间戳: the anti_phishing_key of a payment. Called without a signature.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const queryTimestampFields = {} as const;

/** Asks for the anti_phishing_key of a payment; it lives about half a minute. */
export const queryTimestamp: ServiceDefinition<"query_timestamp", typeof queryTimestampFields, "server"> = {
  name: "query_timestamp",
  protocol: "mapi",
  title: { zh: "防钓鱼时间戳", en: "anti-phishing timestamp" },
  product: "platform",
  caller: "server",
  httpMethod: "GET",
  reply: "xml",
  signed: false,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: queryTimestampFields,
  groups: [],
};
