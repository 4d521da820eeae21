// The app is in certificate mode and the call in key mode, or the reverse.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /isv\.(?:missing-app-cert-sn|missing-alipay-root-cert-sn|invalid-(?:app-cert|alipay-root-cert)[\w-]*|app-cert[\w-]*)|(?:缺少|无效的?)(?:应用|支付宝根)?证书(?:序列号|SN)/iu;

export const certificateModeMixedUp: Check = {
  cause: "certificate-mode-mixed-up",
  advice: [
    {
      zh: "控制台“接口加签方式”是证书时，每个请求都要带 app_cert_sn 和 alipay_root_cert_sn；是密钥时两个都不能带",
      en: "Where the console says certificates, every request carries app_cert_sn and alipay_root_cert_sn; where it says keys, neither",
    },
  ],
  needs: [{ zh: "控制台里的接口加签方式", en: "the signing mode in the console" }],
  examine(examination) {
    for (const message of examination.requests) {
      const account = examination.accountOf(message);
      if (message.protocol !== "openapi" || account === undefined) continue;
      const sent = fieldValue(message.fields, "app_cert_sn") !== undefined;
      const wanted = account.certificates?.app !== undefined;
      if (sent === wanted || (!wanted && account.alipayPublicKey === undefined)) continue;
      return {
        confidence: "likely",
        proof: {
          text: sent
            ? {
                zh: "账户是密钥模式，请求却带了 app_cert_sn",
                en: "The account has keys, yet the request carries app_cert_sn",
              }
            : {
                zh: "账户是证书模式，请求没有带 app_cert_sn",
                en: "The account has certificates, yet the request lacks app_cert_sn",
              },
        },
      };
    }
    return saidObservation(examination, said);
  },
};
