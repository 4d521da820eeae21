// The MD5 key was changed to one case.
import { credentialSettings } from "../../account/credential-settings.ts";
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "key-in-wrong-case";

export const keyInWrongCase: Check = {
  cause,
  advice: [
    {
      zh: "从支付宝后台重新复制 32 位安全校验码，原样粘贴，不要改大小写",
      en: "Copy the 32-character key again from Alipay's console and paste it as it is, case unchanged",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    // No document promises it, but every key ever seen has letters of one kind: small ones.
    const capital = credentialSettings(examination).find(
      ({ role, value }) => role === "md5_key" && /^[A-Z0-9]{32}$/u.test(value.trim()) && /[A-Z]/u.test(value),
    );
    if (capital === undefined) return undefined;
    const { where } = capital;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `${where.zh} 全是大写字母；支付宝的安全校验码是小写字母和数字`,
          en: `${where.en} is all in capitals; Alipay's keys are small letters and digits`,
        },
      },
      fix: [
        {
          zh: `把 ${where.zh} 改成小写，或从支付宝后台重新复制`,
          en: `Write ${where.en} in small letters, or copy it again from Alipay's console`,
        },
      ],
    };
  },
};
