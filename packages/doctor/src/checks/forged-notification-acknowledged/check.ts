// A notification with a forged signature was acknowledged: whoever listens there believes anybody, or believes nothing at all.
import type { Check, Observation } from "../../check.ts";
import { type Delivery, notifyDeliveries } from "../../delivery/notify-deliveries.ts";

export const forgedNotificationAcknowledged: Check = {
  cause: "forged-notification-acknowledged",
  advice: [
    {
      zh: "先验签再处理：支付宝的通知按密钥验签，网关的通知按 Dedepay-Signature 验签；验不过就回答 fail 或 401，不要回答 success 或 200",
      en: "Verify before anything else: Alipay's notifications with its key, the gateway's deliveries by Dedepay-Signature; answer fail or 401 where it does not verify, never success or 200",
    },
    {
      zh: "应答来自别的页面（首页、404 页、维护页）时，把地址改成真正接收通知的程序",
      en: "Where another page answers (home page, 404 page, maintenance), let the address be the program which takes notifications",
    },
  ],
  examine(examination) {
    for (const delivery of notifyDeliveries(examination)) {
      const seen = acknowledged(delivery);
      if (seen !== undefined) return seen;
    }
    return undefined;
  },
};

function acknowledged({ probe, status, body = "" }: Delivery): Observation | undefined {
  if (probe === "alipay_notify" && status === 200 && body.trim() === "success") {
    return observation({
      zh: "签名是伪造的，应答却是 success：任何人都能让它发货",
      en: "The signature was forged and the answer is success: anybody can make it ship",
    });
  }
  // A login page is a wall, and has its own check.
  if (probe !== "webhook" || status < 200 || status > 299 || /type\s*=\s*["']?password|csrf/iu.test(body))
    return undefined;
  if (/<(?:!doctype|html|body)/iu.test(body)) {
    return observation({
      zh: `应答 ${status} 和一个网页：通知会被当作已送达，却没有程序处理它，订单不会更新`,
      en: `A page answers with ${status}: deliveries count as taken although no program handles them, and no order is updated`,
    });
  }
  return observation({
    zh: `没有签名的通知得到 ${status}：密钥错了也会算作已送达，别人也能冒充网关`,
    en: `A delivery without signature got ${status}: with a wrong secret it would still count as taken, and others can pose as the gateway`,
  });
}

function observation(text: { zh: string; en: string }): Observation {
  return { confidence: "proven", proof: { text } };
}
