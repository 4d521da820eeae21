// A firewall or CDN in front of the site refuses the notification.
import type { Check } from "../../check.ts";
import { refusedByGuard } from "../../delivery/refused-by-guard.ts";
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
    deliveryObservation(examination, refusedByGuard) ??
    saidObservation(examination, /网站防火墙|云锁|安全狗|cf-browser-verification|Attention Required! \| Cloudflare/iu),
};
