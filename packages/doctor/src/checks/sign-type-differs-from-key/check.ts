// sign_type says one algorithm, the signature or the key is of another.
import { accountLabel, accountOfMessage } from "../../account/account-of-message.ts";
import type { Check, Observation } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import type { Examination } from "../../examination.ts";
import { looksLikeMd5 } from "../../signature/sign-texts.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "sign-type-differs-from-key";

export const signTypeDiffersFromKey: Check = {
  cause,
  advice: [
    {
      zh: "让 sign_type 与密钥一致：32 位安全校验码用 MD5；开放平台 2048 位密钥用 RSA2（SHA256withRSA）；验签也用同一种",
      en: "Let sign_type fit the key: MD5 for the 32-character key, RSA2 (SHA256withRSA) for a 2048-bit key of the OpenAPI; verify with the same",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const { fields } of examination.messages) {
      const declared = fieldValue(fields, "sign_type")?.trim().toUpperCase();
      const sign = fieldValue(fields, "sign") ?? "";
      if (declared === undefined || declared === "" || sign === "") continue;
      const isMd5 = looksLikeMd5(sign);
      if (isMd5 === (declared === "MD5") || (!isMd5 && sign.length < 100)) continue;
      const shape = isMd5 ? { zh: "32 位 MD5", en: "32 hex digits, MD5" } : { zh: "RSA", en: "RSA" };
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `sign_type 是 ${declared}，sign 却是 ${shape.zh} 的形式（${sign.length} 个字符）`,
            en: `sign_type is ${declared}, but the sign is ${shape.en} (${sign.length} characters)`,
          },
        },
      };
    }
    return againstAccount(examination);
  },
};

// What the account is set to, against what the message says: Alipay goes by the setting in its console.
function againstAccount(examination: Examination): Observation | undefined {
  for (const message of examination.messages) {
    const { named, own } = accountOfMessage(message, examination.context);
    const set = own[0]?.signType?.trim().toUpperCase();
    const declared = fieldValue(message.fields, "sign_type")?.trim().toUpperCase();
    if (!named || !set || !declared || set === declared || own[0] === undefined) continue;
    const name = accountLabel(own[0]);
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `账户 ${name} 设的是 ${set}，消息的 sign_type 却是 ${declared}`,
          en: `Account ${name} is set to ${set}, but the message's sign_type is ${declared}`,
        },
      },
      fix: [
        {
          zh: `让程序用 ${set} 签名并写 sign_type=${set}；如果账户其实该用 ${declared}，就改账户的设置`,
          en: `Let the program sign with ${set} and say sign_type=${set}; where the account should use ${declared}, change the account's setting`,
        },
      ],
    };
  }
  return undefined;
}
