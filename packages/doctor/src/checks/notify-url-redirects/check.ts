// The notify address answers with a redirect: Alipay follows none.
import type { Check } from "../../check.ts";
import { deliveryObservation } from "../delivery-observation.ts";

const loginPage = /login|signin|passport|auth/iu;

export const notifyUrlRedirects: Check = {
  cause: "notify-url-redirects",
  advice: [
    {
      zh: "把 notify_url 直接写成跳转后的最终地址（https、带或不带 www、结尾斜杠都要一致），或让服务器对该路径不跳转",
      en: "Let notify_url be the address behind the redirect (https, www or not, trailing slash), or do not redirect that path",
    },
  ],
  needs: [{ zh: "curl -i -X POST 通知地址 的输出", en: "the output of curl -i -X POST <notify_url>" }],
  examine: (examination) =>
    deliveryObservation(
      examination,
      ({ status, location }) => [301, 302, 303, 307, 308].includes(status) && !loginPage.test(location ?? ""),
    ),
};
