// 账务明细分页查询: entries of the account's log for a stretch of time or one number.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const accountPageQueryFields = {
  page_no: { type: "integer", required: true, min: 1 },
  page_size: { type: "integer", min: 1, max: 5000 },
  gmt_start_time: { type: "time" },
  gmt_end_time: { type: "time" },
  trade_no: { type: "text", maxLength: 64 },
  merchant_out_order_no: { type: "text", maxLength: 64 },
  iw_account_log_id: { type: "text", maxLength: 64 },
  deposit_bank_no: { type: "text", maxLength: 64 },
  trans_code: { type: "text", pattern: "\\d{4}(?:,\\d{4})*" },
} as const;

/** Asks for one page of the account log. */
export const accountPageQuery: ServiceDefinition<"account.page.query", typeof accountPageQueryFields, "server"> = {
  name: "account.page.query",
  protocol: "mapi",
  title: { zh: "账务明细分页查询", en: "account log, page by page" },
  product: "bill",
  caller: "server",
  httpMethod: "POST",
  reply: "xml",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: accountPageQueryFields,
  groups: [
    {
      rule: "at_least_one",
      sets: [
        ["gmt_start_time", "gmt_end_time"],
        ["trade_no"],
        ["merchant_out_order_no"],
        ["iw_account_log_id"],
        ["deposit_bank_no"],
      ],
    },
  ],
};
