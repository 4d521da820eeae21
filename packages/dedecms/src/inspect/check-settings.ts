// data/payment/alipay.php: what the stock plugin signs with. Shows no key and no whole e-mail address.
import type { PaymentSettings } from "../formats/payment-settings.ts";
import type { BilingualText, Finding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

export const settingsPath = "data/payment/alipay.php";
const secretFields = ["alipay_key", "alipay_account"];
const samples: Readonly<Record<string, readonly string[]>> = {
  alipay_partner: ["1"],
  alipay_account: ["yuan12345xin@163.com"],
  alipay_key: ["dsfsdf"],
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
  if (installation.plugin === "drop-in") return [];
  const file = installation.paymentFiles.find(({ code }) => code === "alipay");
  if (file === undefined) return [settingsAbsent];
  const { settings } = file;
  if (
    settings === undefined ||
    ["alipay_partner", "alipay_key", "alipay_account"].every((name) => !settings.get(name))
  ) {
    return [settingsDestroyed];
  }
  return [...emptyKey(settings), ...valuesOf(settings), ...methodOf(settings)];
}

const settingsAbsent: Finding = {
  id: "settings-absent",
  bugs: ["C1"],
  severity: "critical",
  state: "open",
  certainty: "seen",
  title: {
    zh: "没有支付宝设置文件：买家选支付宝后只看到空白页，订单已经写入",
    en: "no Alipay settings file: a buyer who chooses Alipay sees a blank page, the order is already written",
  },
  proof: { zh: `没有 ${settingsPath}`, en: `${settingsPath} does not exist` },
  fix: [saveAgain],
  dropIn: ownSettings,
};

const settingsDestroyed: Finding = {
  id: "settings-destroyed",
  bugs: ["C2", "C4", "V1"],
  severity: "critical",
  state: "open",
  certainty: "seen",
  title: {
    zh: "支付宝设置已损坏：密钥为空，任何人都能伪造付款通知",
    en: "the Alipay settings are destroyed: the key is empty, anybody can forge a payment",
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
};

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

function valuesOf(settings: PaymentSettings): Finding[] {
  const findings: Finding[] = [];
  for (const name of ["alipay_partner", "alipay_key", "alipay_account"]) {
    const value = settings.get(name) ?? "";
    if (samples[name]?.includes(value.trim())) findings.push(sampleValue(name));
    else if (value !== value.trim()) findings.push(untrimmedValue(name, value));
    else if (value === "" && name !== "alipay_key") findings.push(malformedValue(name, value));
    else if (name === "alipay_partner" && !/^2088\d{12}$/.test(value)) findings.push(malformedValue(name, value));
    else if (name === "alipay_key" && value !== "" && !/^[a-z0-9]{32}$/.test(value)) {
      findings.push(malformedValue(name, value));
    }
  }
  return findings;
}

const codes: Readonly<Record<string, string>> = {
  alipay_partner: "ILLEGAL_PARTNER",
  alipay_key: "ILLEGAL_SIGN",
  alipay_account: "SELLER_NOT_EXIST",
};

function sampleValue(name: string): Finding {
  return {
    id: "sample-value",
    bugs: ["C6"],
    severity: "critical",
    state: "open",
    certainty: "seen",
    title: {
      zh: `${name} 还是安装时的示例值，支付宝会答 ${codes[name]}`,
      en: `${name} is still the sample of the installer; Alipay answers ${codes[name]}`,
    },
    proof: { zh: settingsPath, en: settingsPath },
    fix: [saveAgain],
    dropIn: ownSettings,
  };
}

function untrimmedValue(name: string, value: string): Finding {
  const before = value.length - value.trimStart().length;
  const after = value.length - value.trimEnd().length;
  return {
    id: "untrimmed-value",
    bugs: ["C3"],
    severity: "critical",
    state: "open",
    certainty: "seen",
    title: {
      zh: `${name} 带着空格，支付宝会答 ${codes[name]}`,
      en: `${name} has blanks around it; Alipay answers ${codes[name]}`,
    },
    proof: {
      zh: `${settingsPath}：前面 ${before} 个、后面 ${after} 个空白字符`,
      en: `${settingsPath}: ${before} blank characters before it, ${after} after it`,
    },
    fix: [saveAgain],
    dropIn: ownSettings,
  };
}

function malformedValue(name: string, value: string): Finding {
  const isSecret = secretFields.includes(name);
  const seen =
    value === "" ? { zh: "为空", en: "empty" } : { zh: `${value.length} 个字符`, en: `${value.length} characters` };
  const expected: Readonly<Record<string, BilingualText>> = {
    alipay_partner: { zh: "2088 开头的 16 位数字", en: "16 digits which begin with 2088" },
    alipay_key: { zh: "32 位小写字母和数字", en: "32 lower-case letters and digits" },
    alipay_account: { zh: "支付宝登录邮箱或手机号", en: "the login e-mail or mobile number of the Alipay account" },
  };
  return {
    id: "malformed-value",
    bugs: value === "" ? ["C4"] : [],
    severity: value === "" ? "critical" : "serious",
    state: "open",
    certainty: "seen",
    title: {
      zh: `${name} 的格式不对：应为${expected[name]?.zh}`,
      en: `${name} has a wrong form: it should be ${expected[name]?.en}`,
    },
    proof: {
      zh: `${settingsPath}：${isSecret || value === "" ? seen.zh : value}`,
      en: `${settingsPath}: ${isSecret || value === "" ? seen.en : value}`,
    },
    fix: [saveAgain],
    dropIn: ownSettings,
  };
}

const methods: Readonly<Record<string, string>> = {
  "0": "trade_create_by_buyer",
  "1": "create_partner_trade_by_buyer",
  "2": "create_direct_pay_by_user",
};

function methodOf(settings: PaymentSettings): Finding[] {
  const value = settings.get("alipay_pay_method") ?? "";
  const service = methods[value];
  const isUnknown = service === undefined;
  return [
    {
      id: isUnknown ? "payment-method-unknown" : "payment-method",
      bugs: isUnknown ? ["C4"] : ["C5", ...(value === "2" ? [] : ["D4"])],
      severity: isUnknown ? "critical" : value === "2" ? "note" : "warning",
      state: "open",
      certainty: "seen",
      title: isUnknown
        ? {
            zh: "支付接口类型的值不认识，请求会带空的 service",
            en: "unknown payment method: requests carry an empty service",
          }
        : {
            zh: `支付接口是 ${service}，签约的产品必须与它一致，否则支付宝答 HAS_NO_PRIVILEGE`,
            en: `the payment method is ${service}; the contract must be for it, or Alipay answers HAS_NO_PRIVILEGE`,
          },
      proof: { zh: `alipay_pay_method = '${value.slice(0, 8)}'`, en: `alipay_pay_method = '${value.slice(0, 8)}'` },
      fix: [
        {
          zh: "在支付宝商家中心核对签约产品：2 即时到账，1 担保交易（安装默认值），0 双功能",
          en: "compare with the contract in Alipay's merchant centre: 2 direct, 1 escrow (the installer's default), 0 dual",
        },
        ...(value === "2" || isUnknown
          ? []
          : [
              {
                zh: "担保交易付款后点卡和会员会立即发放，而钱还在支付宝；发货后要到支付宝手工确认",
                en: "with escrow, cards and ranks are handed out while the money is still with Alipay; shipping has to be confirmed there by hand",
              },
            ]),
      ],
      dropIn: {
        zh: "由网关按签约选择接口；担保款未到账前不发放虚拟商品",
        en: "the gateway chooses the service by the contract and hands out nothing virtual before the money is the seller's",
      },
    },
  ];
}
