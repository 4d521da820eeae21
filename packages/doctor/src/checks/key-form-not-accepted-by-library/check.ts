// A sound RSA key in the wrapping that the library does not read: PKCS#1 for PKCS#8, or the reverse.

import { keyFormComplaint } from "../../account/key-form-complaint.ts";
import type { Check } from "../../check.ts";

const commands = {
  "PKCS#8": "openssl pkcs8 -topk8 -nocrypt -in app_private_key.pem -out app_private_pkcs8.pem",
  "PKCS#1": "openssl rsa -traditional -in app_private_key.pem -out app_private_pkcs1.pem",
} as const;

export const keyFormNotAcceptedByLibrary: Check = {
  cause: "key-form-not-accepted-by-library",
  advice: [
    {
      zh: "用 openssl pkcs8 -topk8 -nocrypt（或 openssl rsa -traditional）转换私钥格式：Java 要 PKCS#8，其他语言多用 PKCS#1",
      en: "Convert the key with openssl pkcs8 -topk8 -nocrypt (or openssl rsa -traditional): Java wants PKCS#8, most others PKCS#1",
    },
  ],
  examine(examination) {
    const complaint = keyFormComplaint(examination);
    if (complaint === undefined) return undefined;
    const { words, wanted, seen } = complaint;
    const [zh, en] =
      seen === undefined ? ["", ""] : [`；手头的应用私钥正是 ${seen}`, `; the private key at hand is indeed ${seen}`];
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `“${words}”：程序库要 ${wanted} 格式的私钥${zh}`,
          en: `“${words}”: the library wants the private key as ${wanted}${en}`,
        },
      },
      fix: [{ zh: `转换一次：${commands[wanted]}`, en: `Convert it: ${commands[wanted]}` }],
    };
  },
};
