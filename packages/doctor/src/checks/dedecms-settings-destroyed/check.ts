// DedeCMS saved its Alipay settings empty: an apostrophe or a wrong connection charset made unserialize() fail.
import type { Check } from "../../check.ts";

export const dedecmsSettingsDestroyed: Check = {
  cause: "dedecms-settings-destroyed",
  advice: [
    {
      zh: "立刻停用支付宝支付（空密钥下任何人都能伪造付款），从备份恢复 dede_payment 表 alipay 那一行的 config，再重新保存设置",
      en: "Switch Alipay off at once (with an empty key anybody can forge a payment), restore the config column of the alipay row of dede_payment from a backup, and save the settings again",
    },
    {
      zh: "设置里不要用单引号；MariaDB 10 以上要确认数据库连接编码正确",
      en: "Use no apostrophe in the settings; on MariaDB 10 or newer see to the charset of the connection",
    },
  ],
  examine(examination) {
    for (const { file, values, destroyed } of examination.pieces("settings")) {
      const isEmpty = file === "payment" && values["code"] === "alipay" && (values["alipay_key"] ?? "") === "";
      if (destroyed !== true && !isEmpty) continue;
      return {
        confidence: "proven",
        proof: {
          text:
            destroyed === true
              ? {
                  zh: "dede_payment 的 config 是 b:0;（反序列化失败的结果）",
                  en: "The config column holds b:0;, what a failed unserialize() leaves",
                }
              : { zh: "data/payment/alipay.php 里没有密钥", en: "data/payment/alipay.php holds no key" },
        },
      };
    }
    return undefined;
  },
};
