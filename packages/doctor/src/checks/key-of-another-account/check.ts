// The signature was made with a key at hand, but not with the one of the account which the message names.
import type { Check, Observation } from "../../check.ts";
import { readableText } from "../../evidence/byte-text.ts";
import type { Examination } from "../../examination.ts";
import { draftText, rightDrafts } from "../../signature/sign-draft.ts";
import { foreignIdentityObservation } from "../foreign-identity-observation.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "key-of-another-account";
const signatureCodes = ["isv.invalid-signature", "isv.invalid-signature-type"];

export const keyOfAnotherAccount: Check = {
  cause,
  advice: [
    {
      zh: "核对密钥和 PID／APPID 出自同一个账号、同一个应用、同一个环境；只保留一份配置",
      en: "Key and PID or app_id must come from one account, one app, one environment; keep a single configuration",
    },
    {
      zh: "开放平台：控制台里上传的应用公钥必须与程序用的应用私钥是一对；验签用的是控制台给出的支付宝公钥",
      en: "OpenAPI: the public key uploaded in the console must belong to the private key in use; verify with the Alipay public key shown there",
    },
  ],
  needs: [
    {
      zh: "所有可能用过的密钥（正式、沙箱、旧账号）",
      en: "every key that may have been used: production, sandbox, old accounts",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause) ?? foreignIdentityObservation(examination, "openapi");
    if (proven !== undefined) return proven;
    const same = sameEcho(examination);
    if (same !== undefined) return same;
    // Alipay refuses a signature which our own keys confirm: it holds another public key than we think.
    const valid = examination.signatures.find(({ state, message }) => state === "valid" && message.role === "request");
    if (valid === undefined || valid.message.protocol !== "openapi" || !examination.hasCode(...signatureCodes))
      return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: "请求的签名用手头的应用密钥验证成立，支付宝却说签名无效：支付宝那边登记的公钥不是这一对",
          en: "The request's signature is right under the application key at hand, yet Alipay refuses it: the public key registered there belongs to another pair",
        },
      },
    };
  },
};

// The gateway put together the very text that was sent: what is left is the key pair.
function sameEcho(examination: Examination): Observation | undefined {
  const echo = examination.pieces("echo").find(({ by }) => by === "gateway")?.text;
  const [request] = examination.requests;
  if (
    echo === undefined ||
    request === undefined ||
    examination.signatures.some(({ state }) => state === "explained")
  ) {
    return undefined;
  }
  const [draft] = rightDrafts(request);
  if (draft === undefined || readableText(draftText(draft)) !== echo) return undefined;
  return {
    confidence: "likely",
    proof: {
      text: {
        zh: "网关生成的验签字符串与请求按规则拼出的完全相同：文字没有错，错的是密钥（控制台登记的公钥与签名用的私钥不是一对）",
        en: "The gateway's string is exactly the one that the request makes: the text is right, the key pair is not (the registered public key does not belong to the private key in use)",
      },
    },
  };
}
