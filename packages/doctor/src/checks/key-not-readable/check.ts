// A key is cut, damaged or in a form that nothing can read.
import { accountLabel } from "../../account/account-of-message.ts";
import { credentialSettings } from "../../account/credential-settings.ts";
import { keyFormComplaint } from "../../account/key-form-complaint.ts";
import { parsedKeys } from "../../account/parsed-keys.ts";
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "key-not-readable";
const said =
  /您使用的私钥格式错误|私钥格式错误，请检查|支付宝RSA公钥错误|private key is NULL|InvalidKeySpecException|ASN1_get_object|no start line|RSA key format is not supported|openssl_verify\(\)[^\n]{0,80}cannot be coerced|DECODER routines::unsupported|wrong tag|openssl_sign\(\)[^\n]{0,80}(?:cannot be coerced|not a valid)|Could not deserialize key data|unable to load (?:private|public) key/u;
// Already named by a better cause.
const otherCauses = new Set(["partner_id", "app_id", "email", "md5_key", "rsa_key", "public_key", "private_key"]);

export const keyNotReadable: Check = {
  cause,
  advice: [
    {
      zh: "从密钥工具或支付宝后台重新完整复制密钥：单行 Base64 或带 BEGIN/END 的 PEM 都可以，不能缺字符、不能多引号",
      en: "Copy the whole key again from the key tool or the console: one line of Base64, or PEM with BEGIN and END; nothing cut, no quotes",
    },
  ],
  needs: [{ zh: "程序里配置的密钥", en: "the key as the program has it" }],
  examine(examination) {
    const proven = signatureObservation(examination, cause) ?? unreadable(examination) ?? wrongLength(examination);
    if (proven !== undefined) return proven;
    const words = examination.says(said);
    if (words === undefined || keyFormComplaint(examination) !== undefined) return undefined;
    return { confidence: "likely", proof: { text: { zh: `程序报告：${words}`, en: `The program says: ${words}` } } };
  },
};

function unreadable(examination: Examination): Observation | undefined {
  for (const account of examination.concernedAccounts) {
    const problem = parsedKeys(account).problems.find(({ rule }) => !otherCauses.has(rule));
    if (problem === undefined) continue;
    const { setting, message } = problem;
    const name = accountLabel(account);
    return {
      confidence: "proven",
      proof: { text: { zh: `账户 ${name} 的 ${setting}：${message}`, en: `${setting} of ${name}: ${message}` } },
    };
  }
  return undefined;
}

function wrongLength(examination: Examination): Observation | undefined {
  for (const { where, role, value } of credentialSettings(examination)) {
    const key = value.trim();
    if (role !== "md5_key" || key.length === 32 || /^\d{16}$|@|^MI/u.test(key)) continue;
    return {
      // No document promises 32; every key ever seen has them.
      confidence: "likely",
      proof: {
        text: {
          zh: `${where.zh} 有 ${key.length} 个字符，安全校验码应是 32 个`,
          en: `${where.en} has ${key.length} characters; an MD5 key has 32`,
        },
      },
    };
  }
  return undefined;
}
