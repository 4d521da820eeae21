// What to think of a merchant's answer to one notification, in the words of the log. It sees the answer only: what was
// delivered or booked is the merchant's own affair.
import type { PostOutcome } from "../platform/post-form.ts";
import type { NoticeDeserves } from "./notice-plan.ts";

export interface NoticeJudgement {
  /** `ok` and `refused` are right; `believed`: success for a forged one; `not_acknowledged`: an honest one got no success. */
  result: "ok" | "refused" | "believed" | "not_acknowledged";
  zh: string;
  en: string;
}

export function judgeNotice(
  outcome: PostOutcome,
  o: { acknowledged: boolean; deserves: NoticeDeserves },
): NoticeJudgement {
  const { acknowledged, deserves } = o;
  switch (deserves) {
    case "success":
      if (!acknowledged) return { result: "not_acknowledged", ...whyNot(outcome) };
      return {
        result: "ok",
        zh: "商户确认了，这条通知不再发送。",
        en: "The merchant acknowledged; this notification is not sent again.",
      };
    case "refusal":
      return acknowledged
        ? {
            result: "believed",
            zh: "商户对验签不过的通知回了 success：它没有验签，谁都能伪造付款让它发货。",
            en: "The merchant answered success though the signature does not hold: it does not verify, and anybody can forge a payment.",
          }
        : {
            result: "refused",
            zh: "商户没有相信它，正确。",
            en: "The merchant did not believe it, which is right.",
          };
    case "either":
      return acknowledged
        ? {
            result: "ok",
            zh: "商户收下了，不再重发；要另外确认它没有因此发货。",
            en: "The merchant took it and it is not sent again; see for yourself that nothing was handed out for it.",
          }
        : {
            result: "refused",
            zh: "商户没有收下。可以这样，但先留下记录：签名是真的。",
            en: "The merchant did not take it. That is allowed, but keep the evidence: the signature is true.",
          };
  }
}

function whyNot(outcome: PostOutcome): { zh: string; en: string } {
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
      zh: `通知地址返回 HTTP ${outcome.status}，不算成功，会按计划重发。`,
      en: `The notify_url answered HTTP ${outcome.status}, which is no success; it will be sent again on schedule.`,
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
