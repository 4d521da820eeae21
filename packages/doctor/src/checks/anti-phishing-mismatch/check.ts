// Anti-phishing is on for the PID and its fields are missing or stale, or it is off and they are sent.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";

const needing = [
  "ILLEGAL_ANTI_PHISHING_KEY",
  "ANTI_PHISHING_KEY_TIMEOUT",
  "ILLEGAL_EXTER_INVOKE_IP",
  "ILLEGAL_REQUEST_REFERER",
];

export const antiPhishingMismatch: Check = {
  cause: "anti-phishing-mismatch",
  advice: [
    {
      zh: "账号开了防钓鱼：每次付款前用 query_timestamp 取 anti_phishing_key（约 30 秒有效），连同买家 IP（exter_invoke_ip）一起发送；没开就两个都不发。织梦自带插件不发这两个参数",
      en: "With anti-phishing on, fetch anti_phishing_key by query_timestamp before each payment (it lives about 30 s) and send it with the buyer's address (exter_invoke_ip); with it off send neither. DedeCMS' stock plugin sends neither",
    },
  ],
  needs: [{ zh: "账号是否开通防钓鱼", en: "whether the account has anti-phishing switched on" }],
  examine(examination) {
    if (!examination.hasCode(...needing)) return undefined;
    const [request] = examination.requests;
    const key = request === undefined ? undefined : fieldValue(request.fields, "anti_phishing_key");
    const text =
      request === undefined
        ? { zh: "支付宝报告防钓鱼参数有误", en: "Alipay complains about the anti-phishing fields" }
        : key === undefined || key === ""
          ? { zh: "请求里没有 anti_phishing_key", en: "The request holds no anti_phishing_key" }
          : {
              zh: "请求带了 anti_phishing_key，但已过期或账号没有开通",
              en: "The anti_phishing_key of the request is stale, or the account lacks the function",
            };
    return { confidence: "likely", proof: { text } };
  },
};
