// DedeCMS signs with data/payment/alipay.php and shows what the database says: the two disagree.
import type { Check } from "../../check.ts";
import { maskSecret } from "../../mask-value.ts";

const names = ["alipay_partner", "alipay_key", "alipay_account", "alipay_pay_method"];

export const settingsFileDiffersFromDatabase: Check = {
  cause: "settings-file-differs-from-database",
  advice: [
    {
      zh: "在“系统 → 支付工具 → 支付宝”里核对后重新保存一次，让 data/payment/alipay.php 与数据库一致；确认该文件可写",
      en: "Check the settings and save them once more, so that data/payment/alipay.php equals the database; the file must be writable",
    },
  ],
  examine(examination) {
    const settings = examination.pieces("settings");
    const file = settings.find((piece) => piece.file === "payment");
    const row = settings.find((piece) => piece.file === "payment_row" && piece.destroyed !== true);
    if (file === undefined || row === undefined) return undefined;
    const differing = names.filter((name) => row.values[name] !== undefined && file.values[name] !== row.values[name]);
    if (differing.length === 0) return undefined;
    const shown = (name: string, value: string | undefined): string =>
      name === "alipay_key" ? maskSecret(value ?? "") : (value ?? "");
    return {
      confidence: "proven",
      proof: {
        text: { zh: `${differing.join("、")} 不一致`, en: `${differing.join(", ")} differ` },
        sides: {
          left: { zh: "文件（签名用的）", en: "the file, which signs" },
          right: { zh: "数据库（后台显示的）", en: "the database, which the console shows" },
        },
        differences: differing.map((field) => ({
          field,
          left: shown(field, file.values[field]),
          right: shown(field, row.values[field]),
        })),
      },
    };
  },
};
