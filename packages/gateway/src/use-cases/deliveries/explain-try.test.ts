import { expect, it } from "vitest";
import { explainTry } from "./explain-try.ts";

it.each([
  ["dns:ENOTFOUND", "域名解析失败"],
  ["connect:ECONNREFUSED", "连接不上"],
  ["tls:CERT_HAS_EXPIRED", "证书"],
  ["exchange:UND_ERR_SOCKET", "中断"],
  ["timeout:UND_ERR_HEADERS_TIMEOUT", "限定时间"],
  ["too_large:UND_ERR_RES_EXCEEDED_MAX_SIZE", "太长"],
  ["refused:PRIVATE_ADDRESS", "DEDEPAY_EGRESS_ALLOW"],
  ["refused:ORIGIN_NOT_REGISTERED", "登记"],
  ["http_401", "密钥"],
  ["http_302", "跳转"],
  ["http_404", "没有这个通知地址"],
  ["http_503", "错误日志"],
  ["http_418", "应答"],
  ["no_adapter:mapi", "mapi"],
  ["no_webhook_url", "--webhook-url"],
  ["database_unreachable:ECONNREFUSED", "连不上网站的数据库"],
  ["database_denied:ER_ACCESS_DENIED_ERROR", "密码"],
  ["database_refused:ER_NO_SUCH_TABLE", "缺表"],
  ["database_broken:PROTOCOL_CONNECTION_LOST", "中途断开"],
])("a try that ended as %s is explained in both languages", (word, zh) => {
  expect(explainTry(word)).toEqual({ zh: expect.stringContaining(zh), en: expect.stringMatching(/^[ -~]{10,}$/) });
});

it.each(["order_missing", "refunded_meanwhile", "dns:", "nonsense:ENOTFOUND", "constructor", "database_constructor:X"])(
  "%s is no word of the gateway's and stays as it is",
  (word) => expect(explainTry(word)).toBeUndefined(),
);
