// A login wall or a CSRF check stops the notification: Alipay has neither session nor token.
import type { Check } from "../../check.ts";
import type { Delivery } from "../../delivery/notify-deliveries.ts";
import { refusedByProgram } from "../../delivery/refused-by-program.ts";
import { deliveryObservation } from "../delivery-observation.ts";
import { saidObservation } from "../said-observation.ts";

const passwordField = /<input\b[^>]{0,200}\btype\s*=\s*["']?password/iu;

export const notifyBlockedByLoginOrCsrf: Check = {
  cause: "notify-blocked-by-login-or-csrf",
  advice: [
    {
      zh: "让通知地址不需要登录、不检查 CSRF 令牌（Laravel：VerifyCsrfToken 的 $except；Django：csrf_exempt；ThinkPHP：关闭该路由的表单令牌）",
      en: "Take login and CSRF checks off the notify address (Laravel: $except of VerifyCsrfToken; Django: csrf_exempt; ThinkPHP: no form token on the route)",
    },
  ],
  examine: (examination) =>
    deliveryObservation(examination, (delivery) => !refusedByProgram(delivery) && isWall(delivery)) ??
    saidObservation(
      examination,
      /TokenMismatchException|CSRF (?:verification failed|token (?:mismatch|missing))|VerifyCsrfToken|表单令牌(?:错误|数据错误)|CSRF保护/iu,
    ),
};

function isWall({ status, location = "", body = "" }: Delivery): boolean {
  if (status === 419 || status === 401) return true;
  if (status >= 300 && status < 400) return /login|signin|passport|auth/iu.test(location);
  return /csrf|请先登录|token mismatch/iu.test(body) || passwordField.test(body);
}
