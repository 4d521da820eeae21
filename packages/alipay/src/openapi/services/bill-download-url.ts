// alipay.data.dataservice.bill.downloadurl.query: an address of a bill which is good for 30 seconds.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";

const fields = {
  bill_type: {
    type: "choice",
    required: true,
    values: ["trade", "signcustomer", "merchant_act", "trade_zft_merchant", "zft_acc", "settlementMerge"],
  },
  // A day (from 09:00 of the next) or a month (from its third day after).
  bill_date: { type: "text", required: true, pattern: "\\d{4}-\\d{2}(?:-\\d{2})?" },
  smid: { type: "text", maxLength: 20 },
} as const;

const replyFields = {
  bill_download_url: { type: "text" },
  bill_file_code: { type: "text" },
} as const;

export const billDownloadUrl: OpenapiServiceDefinition<
  "alipay.data.dataservice.bill.downloadurl.query",
  typeof fields,
  "server",
  typeof replyFields
> = {
  name: "alipay.data.dataservice.bill.downloadurl.query",
  protocol: "openapi",
  title: { zh: "查询对账单下载地址", en: "Bill download address" },
  product: "bill",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields,
  groups: [],
  replyFields,
  v3: { httpMethod: "GET", path: "/v3/alipay/data/dataservice/bill/downloadurl/query" },
};
