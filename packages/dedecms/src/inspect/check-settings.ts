// data/payment/alipay.php: what the stock plugin signs with. Shows no key and no whole account.
import { maskAccount, maskSecret } from "../formats/mask.ts";
import type { PaymentSettings } from "../formats/payment-settings.ts";
import { settingsPath } from "./inspected-paths.ts";
import { asIs, type BilingualText, type Finding, openFinding, type Severity } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

/** What the installer of the CMS writes. */
export const sampleAccount = "yuan12345xin@163.com";

/** Each value that is typed in: how people call it, its form, its sample in the installer, Alipay's answer to a wrong one. */
type Field = {
  readonly zh: string;
  readonly en: string;
  readonly form: RegExp;
  readonly formText: BilingualText;
  readonly sample: string;
  readonly code: string;
  readonly show: (value: string) => string;
};

const fields: Readonly<Record<string, Field>> = {
  alipay_partner: {
    zh: "合作者身份（PID）",
    en: "the PID",
    form: /^2088\d{12}$/,
    formText: { zh: "2088 开头的 16 位数字", en: "16 digits which begin with 2088" },
    sample: "1",
    code: "ILLEGAL_PARTNER",
    show: (value) => value,
  },
  alipay_key: {
    zh: "安全校验码",
    en: "the key",
    form: /^[a-z0-9]{32}$/,
    formText: { zh: "32 位小写字母和数字", en: "32 lower-case letters and digits" },
    sample: "dsfsdf",
    code: "ILLEGAL_SIGN",
    show: maskSecret,
  },
  alipay_account: {
    zh: "支付宝账号",
    en: "the Alipay account",
    form: /^(?:[^\s@]+@[^\s@]+\.[^\s@]+|1\d{10})$/,
    formText: { zh: "支付宝登录邮箱或手机号", en: "the login e-mail or mobile number of the Alipay account" },
    sample: sampleAccount,
    code: "SELLER_NOT_EXIST",
    show: maskAccount,
  },
};

const saveAgain: BilingualText = {
  zh: "后台「系统 > 支付工具 > 支付宝」重新填写并保存，每项前后不留空格",
  en: "fill in and save the Alipay form again (System > Payment tools), without blanks around a value",
};
const ownSettings: BilingualText = {
  zh: "接入文件不再使用这份设置，密钥只存在网关",
  en: "the drop-in does not use this file; keys live in the gateway alone",
};

export function checkSettings(installation: Installation): Finding[] {
  const file = installation.paymentFiles.find(({ code }) => code === "alipay");
  if (file === undefined) return [settingsAbsent(installation)];
  if (installation.plugin === "drop-in") return [];
  const { settings } = file;
  if (settings === undefined || Object.keys(fields).every((name) => !settings.get(name))) return [settingsDestroyed];
  return [
    ...emptyKey(settings),
    ...Object.entries(fields).flatMap(([name, field]) => checkValue(name, field, settings)),
  ];
}

/** The CMS reads the file before it asks any plugin, so the drop-in needs one too; what stands in it does not matter. */
function settingsAbsent({ plugin, database }: Installation): Finding {
  const row = database?.paymentRows.find(({ code }) => code === "alipay");
  const isOff = row !== undefined && !row.enabled;
  const severity: Severity = isOff ? "note" : "critical";
  return openFinding({
    id: "settings-absent",
    bugs: ["C1"],
    severity,
    title: isOff
      ? { zh: "支付宝未启用，也没有设置文件", en: "Alipay is switched off and has no settings file" }
      : {
          zh: "没有支付宝设置文件：买家选支付宝后只看到空白页，而订单已经写入",
          en: "no Alipay settings file: a buyer who chooses Alipay sees a blank page, and the order is already written",
        },
    proof: { zh: `没有 ${settingsPath}`, en: `${settingsPath} does not exist` },
    fix: [
      plugin === "drop-in"
        ? { zh: "重新运行安装，它会补上这个文件", en: "run the installation again: it writes the file" }
        : saveAgain,
    ],
    dropIn: {
      zh: "安装时补上一份只含随机密钥的文件",
      en: "the installer writes one which holds a random key and nothing else",
    },
  });
}

const settingsDestroyed: Finding = openFinding({
  id: "settings-destroyed",
  bugs: ["C2", "C4", "V1"],
  severity: "critical",
  title: {
    zh: "支付宝设置已损坏：密钥为空，任何人都能伪造付款通知；自己的付款全部失败（ILLEGAL_PARTNER、ILLEGAL_SIGN）",
    en: "the Alipay settings are destroyed: the key is empty, anybody can forge a payment, and real ones fail with ILLEGAL_PARTNER or ILLEGAL_SIGN",
  },
  proof: {
    zh: `${settingsPath} 里没有 PID、密钥和账号`,
    en: `${settingsPath} holds no PID, no key and no account`,
  },
  fix: [
    {
      zh: "先在后台停用支付宝；用备份恢复 dede_payment 中 alipay 一行的 config，没有备份就卸载后重新安装该支付方式，再填写保存",
      en: "switch Alipay off first; restore its row's config in dede_payment from a backup, or uninstall and install the method, then fill in and save",
    },
    { zh: "填写时任何一项都不要含单引号 '", en: "let no value hold an apostrophe" },
  ],
  dropIn: ownSettings,
});

function emptyKey(settings: PaymentSettings): Finding[] {
  if ((settings.get("alipay_key") ?? "") !== "") return [];
  return [
    {
      ...settingsDestroyed,
      id: "key-empty",
      title: {
        zh: "支付宝密钥为空：任何人都能伪造付款通知",
        en: "the Alipay key is empty: anybody can forge a payment",
      },
      proof: { zh: `${settingsPath} 的 alipay_key 为空`, en: `alipay_key in ${settingsPath} is empty` },
      fix: [saveAgain],
    },
  ];
}

function checkValue(name: string, field: Field, settings: PaymentSettings): Finding[] {
  const value = settings.get(name) ?? "";
  if (value === "") return name === "alipay_key" ? [] : [valueEmpty(name, field)];
  if (value.trim() === field.sample) return [sampleValue(name, field)];
  if (value !== value.trim()) return [untrimmedValue(name, field, value)];
  return field.form.test(value) ? [] : [malformedValue(name, field, value)];
}

function valueEmpty(name: string, { zh, en }: Field): Finding {
  return openFinding({
    id: "value-empty",
    bugs: ["C4"],
    severity: "critical",
    title: {
      zh: `${zh}为空：空值也会被签名，支付宝答 ILLEGAL_SIGN`,
      en: `${en} is empty: the empty value is signed, and Alipay answers ILLEGAL_SIGN`,
    },
    proof: asIs(`${settingsPath}: ${name} = ''`),
    fix: [saveAgain],
    dropIn: ownSettings,
  });
}

function sampleValue(name: string, { zh, en, code, sample }: Field): Finding {
  return openFinding({
    id: "sample-value",
    bugs: ["C6"],
    severity: "critical",
    title: {
      zh: `${zh}还是安装时的示例值，支付宝会答 ${code}`,
      en: `${en} is still the installer's sample; Alipay answers ${code}`,
    },
    proof: asIs(`${settingsPath}: ${name} = '${sample}'`),
    fix: [saveAgain],
    dropIn: ownSettings,
  });
}

function untrimmedValue(name: string, { zh, en, code, show }: Field, value: string): Finding {
  const before = value.length - value.trimStart().length;
  const after = value.length - value.trimEnd().length;
  return openFinding({
    id: "untrimmed-value",
    bugs: ["C3"],
    severity: "critical",
    title: {
      zh: `${zh}前后有空白字符，支付宝会答 ${code}`,
      en: `${en} has blanks around it; Alipay answers ${code}`,
    },
    proof: {
      zh: `${settingsPath}：${name} = ${show(value.trim())}，前面 ${before} 个、后面 ${after} 个空白字符`,
      en: `${settingsPath}: ${name} = ${show(value.trim())}, ${before} blank characters before it, ${after} after it`,
    },
    fix: [saveAgain],
    dropIn: { zh: "导入设置时去掉空白并说明去掉了什么", en: "trimmed on import, and said so" },
  });
}

function malformedValue(name: string, { zh, en, formText, show }: Field, value: string): Finding {
  return openFinding({
    id: "malformed-value",
    bugs: [],
    severity: "serious",
    title: { zh: `${zh}的格式不对：应为${formText.zh}`, en: `${en} has a wrong form: it should be ${formText.en}` },
    proof: {
      zh: `${settingsPath}：${name} = ${show(value)}，${value.length} 个字符`,
      en: `${settingsPath}: ${name} = ${show(value)}, ${value.length} characters`,
    },
    fix: [saveAgain],
    dropIn: ownSettings,
  });
}
