// 退款查询: what became of a refund batch, or of the refunds of one trade.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const refundFastpayQueryFields = {
  batch_no: { type: "text", minLength: 11, maxLength: 32, pattern: "[A-Za-z0-9]+" },
  trade_no: { type: "text", maxLength: 64 },
} as const;

/** Asks what became of a refund. */
export const refundFastpayQuery: ServiceDefinition<"refund_fastpay_query", typeof refundFastpayQueryFields, "server"> =
  {
    name: "refund_fastpay_query",
    protocol: "mapi",
    title: { zh: "退款查询", en: "query of refunds" },
    product: "query",
    caller: "server",
    httpMethod: "POST",
    reply: "form",
    signed: true,
    charsets: ["utf-8", "gbk", "gb2312"],
    repeatable: true,
    fields: refundFastpayQueryFields,
    groups: [{ rule: "at_least_one", sets: [["batch_no"], ["trade_no"]] }],
  };
