// Why an answer to a notification does not count, in the words of the log.
import type { PostOutcome } from "../platform/post-form.ts";

/** For an outcome which was not acknowledged. */
export function whyNotAcknowledged(outcome: PostOutcome): { zh: string; en: string } {
  if (outcome.kind === "unreachable") {
    return {
      zh: "通知地址连不上，稍后按计划重发。",
      en: "The notify_url can't be reached; it will be sent again on schedule.",
    };
  }
  if (outcome.status >= 300 && outcome.status < 400) {
    return {
      zh: "通知地址返回了跳转；支付宝不会跟随跳转。",
      en: "The notify_url answered a redirect, which Alipay does not follow.",
    };
  }
  if (outcome.status !== 200) {
    return {
      zh: `通知地址返回 HTTP ${outcome.status}，不算成功。`,
      en: `The notify_url answered HTTP ${outcome.status}.`,
    };
  }
  const text = outcome.body.toString("utf8");
  if (text.trim().replace(/^\ufeff/u, "") === "success") {
    return {
      zh: "返回内容在 success 前后多了空白、换行或 BOM；必须恰好是 7 个字节。",
      en: "The answer has white space, a line break or a BOM around success; it must be exactly 7 bytes.",
    };
  }
  return {
    zh: "返回内容不是 success，会按计划重发。",
    en: "The answer is not success; it will be sent again on schedule.",
  };
}
