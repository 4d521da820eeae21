// White space around a key, a PID or an e-mail address: DedeCMS saves what was pasted, spaces and all.
import { credentialSettings } from "../../account/credential-settings.ts";
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "key-with-white-space";

export const keyWithWhiteSpace: Check = {
  cause,
  advice: [
    {
      zh: "在织梦后台“系统 → 支付工具 → 支付宝”里重新填写 PID、安全校验码和账号，删掉前后的空格、制表符和换行后保存",
      en: "Type PID, key and account again in the settings, delete spaces, tabs and line ends around them, and save",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const { where, role, value } of credentialSettings(examination)) {
      // The readers of RSA keys take white space; an MD5 key is used to the byte.
      if (role === "private_key" || role === "alipay_public_key") continue;
      const [, before = "", after = ""] = /^([\s\u200b\ufeff]*).*?([\s\u200b\ufeff]*)$/su.exec(value) ?? [];
      if (before === "" && after === "") continue;
      const shown = JSON.stringify(before === "" ? after : before);
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `${where.zh} 的${before === "" ? "末尾" : "开头"}有空白 ${shown}`,
            en: `There is white space ${shown} ${before === "" ? "behind" : "before"} ${where.en}`,
          },
        },
      };
    }
    return undefined;
  },
};
