// Content encryption (AES) is set up differently at Alipay and here.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /isv\.(?:missing-encrypt-key|decryption-error[\w-]*|invalid-encrypt[\w-]*|encrypt[\w-]*error)|AES\.decrypt|bad decrypt|Malformed UTF-8 data|wrong final block length|接口内容加密/iu;

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
  examine: (examination) => saidObservation(examination, said),
};
