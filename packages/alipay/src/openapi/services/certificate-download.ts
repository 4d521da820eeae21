// alipay.open.app.alipaycert.download: the certificate whose serial number a reply named (Base64).
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";

const fields = {
  alipay_cert_sn: { type: "text", required: true, pattern: "[0-9a-f]{32}" },
} as const;

const replyFields = {
  alipay_cert_content: { type: "text" },
} as const;

export const certificateDownload: OpenapiServiceDefinition<
  "alipay.open.app.alipaycert.download",
  typeof fields,
  "server",
  typeof replyFields
> = {
  name: "alipay.open.app.alipaycert.download",
  protocol: "openapi",
  title: { zh: "支付宝公钥证书下载", en: "Download an Alipay certificate" },
  product: "platform",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields,
  groups: [],
  replyFields,
};
