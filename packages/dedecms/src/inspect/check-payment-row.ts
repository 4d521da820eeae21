// The settings file against the row of dede_payment. The file signs; the row is what the form shows and saves next.
import { maskAccount, maskSecret } from "../formats/mask.ts";
import { readPaymentConfig } from "../formats/payment-config.ts";
import { settingsPath } from "./inspected-paths.ts";
import { asIs, type BilingualText, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

const compared: Readonly<Record<string, (value: string) => string>> = {
  alipay_account: maskAccount,
  alipay_key: maskSecret,
  alipay_partner: (value) => value,
  alipay_pay_method: (value) => value,
};
const dropIn: BilingualText = { zh: "接入文件不使用这两处设置", en: "the drop-in uses neither" };

export function checkPaymentRow({ database, paymentFiles, plugin }: Installation): Finding[] {
  if (database === undefined || plugin === "drop-in") return [];
  const row = database.paymentRows.find(({ code }) => code === "alipay");
  if (row === undefined) return [rowMissing];
  const config = readPaymentConfig(row.config);
  if (config.kind !== "fields") return [rowBroken(config.kind === "destroyed")];
  const settings = paymentFiles.find(({ code }) => code === "alipay")?.settings;
  if (settings === undefined) return [];
  const different = Object.entries(compared).filter(
    ([name]) => (settings.get(name) ?? "") !== (config.fields.get(name) ?? ""),
  );
  if (different.length === 0) return [];
  const show = ([name, mask]: (typeof different)[number], words: { file: string; row: string }): string =>
    `${name}: ${words.file} ${mask(settings.get(name) ?? "")}, ${words.row} ${mask(config.fields.get(name) ?? "")}`;
  return [
    openFinding({
      id: "settings-differ-from-database",
      bugs: ["C6"],
      severity: "serious",
      title: {
        zh: "设置文件与数据库不一致：签名用的是文件，后台显示的是数据库（ILLEGAL_SIGN、ILLEGAL_PARTNER）",
        en: "the settings file and the database differ: the file signs, the back office shows the database (ILLEGAL_SIGN, ILLEGAL_PARTNER)",
      },
      proof: {
        zh: `${settingsPath}；${different.map((one) => show(one, { file: "文件", row: "数据库" })).join("；")}`,
        en: `${settingsPath}; ${different.map((one) => show(one, { file: "file", row: "database" })).join("; ")}`,
      },
      fix: [
        {
          zh: "核对后台显示的值，改正后保存一次，文件会重新写出",
          en: "check the values in the back office, correct and save them once: that writes the file anew",
        },
      ],
      dropIn,
    }),
  ];
}

const rowMissing: Finding = openFinding({
  id: "payment-row-missing",
  bugs: [],
  severity: "serious",
  title: {
    zh: "数据库里没有支付宝这种支付方式：结算页不显示它",
    en: "the database has no payment method Alipay: the checkout does not offer it",
  },
  proof: asIs("dede_payment: code = 'alipay'"),
  fix: [{ zh: "后台「系统 > 支付工具」安装支付宝", en: "install Alipay in the back office (System > Payment tools)" }],
  dropIn: { zh: "接入文件也需要这一行", en: "the drop-in needs this row too" },
});

function rowBroken(destroyed: boolean): Finding {
  return openFinding({
    id: "payment-row-broken",
    bugs: ["C2"],
    severity: "critical",
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
  });
}
