// The cashier's session is over, or the request says itself that it has expired.
import type { Check } from "../../check.ts";
import { beijingMs } from "../../order/beijing-ms.ts";
import { requestValues } from "../../order/request-values.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /SESSION_TIMEOUT|EXTERFACE_INVOKE_CONTEXT_EXPIRED|NOW_TIME_AFTER_EXPIRE_TIME|\bT8912\b|会话(?:已经?)?(?:超时|过期|失效)|(?:支付|付款)?(?:页面|链接|二维码)(?:已经?)?(?:过期|失效)/iu;

export const sessionOrLinkExpired: Check = {
  cause: "session-or-link-expired",
  advice: [
    {
      zh: "从商城重新发起付款，不要刷新或收藏收银台页面",
      en: "Start the payment again from the shop; do not reload or bookmark the cashier",
    },
  ],
  needs: [{ zh: "付款链接和打开它的时间", en: "the payment link, and when it was opened" }],
  examine(examination) {
    const { nowMs } = examination.context;
    for (const message of examination.requests) {
      const values = requestValues(message);
      const expiry = values.get("time_expire");
      const expiryMs = beijingMs(expiry);
      const sentMs = beijingMs(values.get("timestamp"));
      if (expiryMs === undefined) continue;
      const isOldAtBirth = sentMs !== undefined && sentMs > expiryMs;
      if (!isOldAtBirth && (nowMs === undefined || nowMs <= expiryMs)) continue;
      return {
        confidence: "likely",
        proof: {
          text: isOldAtBirth
            ? {
                zh: `time_expire=${expiry} 早于请求自己的 timestamp=${values.get("timestamp")}`,
                en: `time_expire=${expiry} lies before the request's own timestamp=${values.get("timestamp")}`,
              }
            : { zh: `time_expire=${expiry} 已经过了`, en: `time_expire=${expiry} is over` },
        },
      };
    }
    return saidObservation(examination, said);
  },
};
