// Content encryption (AES) is set up differently at Alipay and here.
import { accountLabel } from "../../account/account-of-message.ts";
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /isv\.(?:missing-encrypt-key|decryption-error[\w-]*|invalid-encrypt[\w-]*|encrypt[\w-]*error)|AES\.decrypt|bad decrypt|Malformed UTF-8 data|wrong final block length|接口内容加密/iu;

// AES-128.
const keyBytes = 16;

export const contentEncryptionMisconfigured: Check = {
  cause: "content-encryption-misconfigured",
  advice: [
    {
      zh: "控制台开启了“接口内容加密”就必须在程序里配置同一个 AES 密钥；不用加密就在控制台关掉",
      en: "Where content encryption is on in the console, the program needs the same AES key; else switch it off there",
    },
    {
      zh: "AES-128-CBC，密钥是 Base64 解码后的 16 字节，IV 是 16 个零字节，PKCS7 填充",
      en: "AES-128-CBC, key = 16 bytes after Base64, IV of 16 zero bytes, PKCS7 padding",
    },
  ],
  examine: (examination) => unusableKey(examination) ?? saidObservation(examination, said),
};

function unusableKey(examination: Examination): Observation | undefined {
  for (const account of examination.concernedAccounts) {
    const key = account.aesKey?.trim() ?? "";
    const bytes = Buffer.from(key, "base64").length;
    if (key === "" || (/^[A-Za-z0-9+/]+={0,2}$/u.test(key) && bytes === keyBytes)) continue;
    const name = accountLabel(account);
    return {
      confidence: "proven",
      proof: {
        text: {
          zh: `账户 ${name} 的 AES 密钥解出来是 ${bytes} 字节，应当是 ${keyBytes} 字节的 Base64（24 个字符）`,
          en: `The AES key of ${name} comes to ${bytes} bytes; it has to be Base64 of ${keyBytes} bytes (24 characters)`,
        },
      },
      fix: [
        {
          zh: "到控制台“接口内容加密方式”里重新复制整段 AES 密钥",
          en: "Copy the whole AES key again from the console's content encryption setting",
        },
      ],
    };
  }
  return undefined;
}
