// A code says that an extra is not enabled, and the request asks for just that extra.
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

const extras: Readonly<Record<string, readonly string[]>> = {
  SELF_TIMEOUT_NOT_SUPPORT: ["it_b_pay", "t_s_send_1", "t_s_send_2", "t_b_rec_post"],
  NEED_CTU_CHECK_NOT_ALLOWED: ["need_ctu_check"],
  COMMISION_NOT_SUPPORT: ["royalty_type", "royalty_parameters"],
  EBANK_CERDIT_GW_RULE_NOT_OPEN: ["paymethod", "defaultbank"],
  EBANK_VISA_GW_RULE_NOT_OPEN: ["paymethod", "defaultbank"],
  NOT_SUPPORT_GATEWAY: ["paymethod", "defaultbank"],
  MOTO_EXPRESS_PARTNER_NOT_SIGN_PROTOCOL: ["paymethod", "default_login"],
  "ACQ.MERCHANT_UNSUPPORT_ADVANCE": ["extend_params", "enable_pay_channels"],
};

export const optionalFeatureNotEnabled: Check = {
  cause: "optional-feature-not-enabled",
  advice: [
    {
      zh: "去掉该参数，或在支付宝开通对应功能（如 it_b_pay、分账）",
      en: "Drop the parameter, or have the feature enabled (it_b_pay, royalties …)",
    },
  ],
  needs: [{ zh: "出错的请求", en: "the request that failed" }],
  examine(examination) {
    for (const [code, names] of Object.entries(extras)) {
      if (!examination.hasCode(code)) continue;
      for (const message of examination.requests) {
        const values = requestValues(message);
        const sent = names.filter((name) => (values.get(name) ?? "") !== "");
        if (sent.length === 0) continue;
        const list = sent.map((name) => `${name}=${values.get(name)?.slice(0, 40)}`).join(", ");
        return {
          confidence: "likely",
          proof: {
            text: {
              zh: `支付宝返回 ${code}，请求里正好带着 ${list}`,
              en: `Alipay says ${code}, and the request carries ${list}`,
            },
          },
          fix: [
            {
              zh: `从请求里删掉 ${sent.join("、")}（签名前就删），或请支付宝给这个账号开通该功能`,
              en: `Take ${sent.join(", ")} out of the request, before it is signed, or have Alipay enable it for the account`,
            },
          ],
        };
      }
    }
    return undefined;
  },
};
