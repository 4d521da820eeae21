// A firewall or CDN in front of the site refuses the notification.
import type { Check } from "../../check.ts";
import { deliveryObservation } from "../delivery-observation.ts";
import { saidObservation } from "../said-observation.ts";

export const notifyBlockedByFirewallOrCdn: Check = {
  cause: "notify-blocked-by-firewall-or-cdn",
  advice: [
    {
      zh: "在 CDN、防火墙（宝塔、云锁、安全狗、Cloudflare）里放行通知路径的 POST 请求，不做人机验证",
      en: "Let POST requests to the notify path pass CDN and firewall (BaoTa, Cloudflare …), without a browser challenge",
    },
  ],
  examine: (examination) =>
    deliveryObservation(
      examination,
      ({ status, body }) =>
        status === 403 ||
        status === 406 ||
        status === 429 ||
        status === 444 ||
        (status >= 520 && status <= 530) ||
        /Just a moment|cf-browser-verification|网站防火墙|访问被拦截|Attention Required/iu.test(body ?? ""),
    ) ??
    saidObservation(examination, /网站防火墙|云锁|安全狗|cf-browser-verification|Attention Required! \| Cloudflare/iu),
};
