// The browser's return was taken for proof of payment, or for the notification.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:return_url|同步(?:跳转|返回|通知))[^\n]{0,60}(?:没有|缺少|无)\s*trade_status|trade_status[^\n]{0,40}(?:missing|undefined|不存在)[^\n]{0,40}(?:return|同步)|\$_GET[^\n]{0,40}trade_status[^\n]{0,40}(?:undefined|Undefined)/iu;

export const returnMistakenForNotification: Check = {
  cause: "return-mistaken-for-notification",
  advice: [
    {
      zh: "return_url 只用来给买家看结果；到账以 notify_url 的异步通知或主动查询为准",
      en: "return_url only shows the buyer a page; money is booked on the notification at notify_url, or on a query",
    },
  ],
  examine(examination) {
    // Both roads lead to one program, and only the browser's was ever seen.
    const request = examination.requests.find(({ fields }) => {
      const notify = fields.find(({ name }) => name === "notify_url")?.value;
      return notify === undefined && fields.some(({ name, value }) => name === "return_url" && value !== "");
    });
    if (request !== undefined) {
      return {
        confidence: "possible",
        proof: {
          text: { zh: "请求只有 return_url，没有 notify_url", en: "The request has a return_url and no notify_url" },
        },
      };
    }
    return saidObservation(examination, said);
  },
};
