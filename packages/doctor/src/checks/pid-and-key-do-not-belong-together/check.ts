// PID and MD5 key are each well formed, but no pair.
import type { Check } from "../../check.ts";
import { foreignIdentityObservation } from "../foreign-identity-observation.ts";
import { provenMistakes } from "../signature-observation.ts";

export const pidAndKeyDoNotBelongTogether: Check = {
  cause: "pid-and-key-do-not-belong-together",
  advice: [
    {
      zh: "登录签约的支付宝账号，在商家服务里查看 PID 和安全校验码，两者一起重新复制到网站设置",
      en: "Log in to the Alipay account which signed the contract, and copy PID and MD5 key together into the site's settings",
    },
  ],
  needs: [{ zh: "出错的请求和设置里的密钥", en: "the failing request and the key in the settings" }],
  examine(examination) {
    // Where the other account is known, key-of-another-account says more.
    const otherKnown = provenMistakes(examination, "key-of-another-account").length > 0;
    const foreign = otherKnown ? undefined : foreignIdentityObservation(examination, "mapi");
    if (foreign !== undefined) return foreign;
    const valid = examination.signatures.find(({ state, message }) => state === "valid" && message.role === "request");
    if (valid === undefined || valid.message.protocol !== "mapi") return undefined;
    if (!examination.hasCode("ILLEGAL_SIGN", "ILLEGAL_PARTNER")) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: "请求的签名用设置里的密钥计算是对的，支付宝却不接受：这把密钥不是这个 PID 的",
          en: "The request is signed rightly with the key in the settings, yet Alipay refuses it: the key is not the one of this PID",
        },
      },
    };
  },
};
