// The application's own public key stands in the place of Alipay's: nothing that Alipay signs can verify.
import { createHash, type KeyObject } from "node:crypto";
import { accountLabel } from "../../account/account-of-message.ts";
import { parsedKeys } from "../../account/parsed-keys.ts";
import type { Check } from "../../check.ts";

const failedVerification =
  /返回数据被篡改|交易信息被篡改|check sign fail|sign check fail|check sign and data fail|sign verify failed|InvalidSignException|验签失败，请检查支付宝公钥|支付宝公钥设置是否正确|支付宝签名验证失败|RSA公钥错误/iu;

export const appPublicKeyUsedAsAlipayPublicKey: Check = {
  cause: "app-public-key-used-as-alipay-public-key",
  advice: [
    {
      zh: "在开放平台控制台“接口加签方式”里查看并复制“支付宝公钥”（不是应用公钥），填到支付宝公钥的设置里",
      en: "Copy “Alipay public key” (not the application public key) from the console's signing settings into the setting for Alipay's public key",
    },
  ],
  needs: [
    {
      zh: "设置里的支付宝公钥和应用私钥（或应用公钥）",
      en: "the Alipay public key of the settings, and the application's private or public key",
    },
  ],
  examine(examination) {
    for (const account of examination.concernedAccounts) {
      const { alipayPublic, appPublic, statedAppPublic } = parsedKeys(account);
      const own = [appPublic, statedAppPublic].find((key) => key !== undefined && alipayPublic?.equals(key));
      if (own === undefined) continue;
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `账户 ${accountLabel(account)} 的“支付宝公钥”与应用自己的公钥是同一把（指纹 ${fingerprint(own)}）`,
            en: `The “Alipay public key” of ${accountLabel(account)} is the application's own public key (fingerprint ${fingerprint(own)})`,
          },
        },
      };
    }
    const said = examination.says(failedVerification);
    if (said === undefined) return undefined;
    return { confidence: "possible", proof: { text: { zh: `程序报告：${said}`, en: `The program says: ${said}` } } };
  },
};

/** Enough of the public key's hash to compare two of them by eye. */
function fingerprint(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
}
