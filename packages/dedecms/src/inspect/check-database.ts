// The settings file against the row of dede_payment. The file signs; the row is what the form shows and saves next.
import { readPaymentConfig } from "../formats/payment-config.ts";
import { settingsPath } from "./check-settings.ts";
import type { Finding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

const compared = ["alipay_account", "alipay_key", "alipay_partner", "alipay_pay_method"];
const dropIn = {
  zh: "接入文件不使用这两处设置",
  en: "the drop-in uses neither",
};

export function checkDatabase({ paymentRows, paymentFiles, plugin }: Installation): Finding[] {
  const row = paymentRows?.find(({ code }) => code === "alipay");
  if (row === undefined || plugin === "drop-in") return [];
  const config = readPaymentConfig(row.config);
  if (config.kind !== "fields") return [rowBroken(config.kind === "destroyed")];
  const settings = paymentFiles.find(({ code }) => code === "alipay")?.settings;
  if (settings === undefined) return [];
  const different = compared.filter((name) => (settings.get(name) ?? "") !== (config.fields.get(name) ?? ""));
  if (different.length === 0) return [];
  return [
    {
      id: "settings-differ-from-database",
      bugs: ["C6"],
      severity: "serious",
      state: "open",
      certainty: "seen",
      title: {
        zh: "设置文件与数据库不一致：签名用的是文件，后台显示的是数据库",
        en: "the settings file and the database differ: the file signs, the back office shows the database",
      },
      proof: { zh: `${settingsPath}：${different.join("、")}`, en: `${settingsPath}: ${different.join(", ")}` },
      fix: [
        {
          zh: "核对后台显示的值，改正后保存一次，文件会重新写出",
          en: "check the values in the back office, correct and save them once: that writes the file anew",
        },
      ],
      dropIn,
    },
  ];
}

function rowBroken(destroyed: boolean): Finding {
  return {
    id: "payment-row-broken",
    bugs: ["C2"],
    severity: "critical",
    state: "open",
    certainty: "seen",
    title: {
      zh: "数据库里的支付宝设置读不出来：下一次保存会把密钥清空，之后任何人都能伪造付款",
      en: "the Alipay row in the database can't be read: the next save empties the key, and then anybody can forge a payment",
    },
    proof: destroyed
      ? { zh: "dede_payment.config = b:0; 或为空", en: "dede_payment.config is b:0; or empty" }
      : { zh: "dede_payment.config 不是完整的序列化数据", en: "dede_payment.config is no complete serialised value" },
    fix: [
      {
        zh: "不要在后台保存；先用备份恢复这一行的 config，或卸载后重新安装支付宝",
        en: "do not save in the back office; restore the row's config from a backup, or uninstall and install Alipay first",
      },
    ],
    dropIn,
  };
}
