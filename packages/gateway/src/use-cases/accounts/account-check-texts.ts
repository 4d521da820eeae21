// What an account's check says to its owner.
import { type BilingualText, policyOf } from "@dedepay/errors";
import { assertNever } from "../../assert-never.ts";
import { readSettings } from "../../channel/account-settings.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import type { ProbeAnswer, ProbeName } from "../../channel/probe-account.ts";
import type { Learnt } from "../../store/accounts.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";

const services: Readonly<Record<ProbeName, BilingualText>> = {
  query: { zh: "查询交易", en: "querying trades" },
  close: { zh: "关闭交易", en: "closing trades" },
  refund: { zh: "无密退款", en: "refunds without password" },
};

export const notAsked: BilingualText = { zh: "没有再问", en: "not asked any more" };

export function probeText(name: ProbeName, answer: ProbeAnswer, namespace: "mapi" | "openapi"): BilingualText {
  const { zh, en } = services[name];
  switch (answer.kind) {
    case "allowed":
      return { zh: `${zh}：可用`, en: `${en}: allowed` };
    case "not_allowed":
      return { zh: `${zh}：没有开通（${answer.code}）`, en: `${en}: not open to this account (${answer.code})` };
    case "not_recognised": {
      const policy = policyOf(answer.code, namespace);
      return {
        zh: `支付宝不认可：${answer.code}，${policy.meaningZh}`,
        en: `Alipay does not recognise us: ${answer.code}, ${policy.meaningEn}`,
      };
    }
    case "reply_not_verified":
      return { zh: "支付宝的应答没有通过验签", en: "Alipay's answer does not verify" };
    case "unknown": {
      const { detail } = alipayFailure(answer.error, namespace);
      return { zh: `${zh}：没有得到明确答复（${detail.zh}）`, en: `${en}: no clear answer (${detail.en})` };
    }
    default:
      return assertNever(answer);
  }
}

export function accountCheckWarnings(row: AccountsTable, learnt: (name: ProbeName) => Learnt): BilingualText[] {
  const warnings: BilingualText[] = [];
  if (learnt("query") === "no") warnings.push(cannotRecover);
  if (row.protocol !== "mapi") return warnings;
  if (learnt("refund") === "no") {
    warnings.push({
      zh: "退款需要在支付宝页面上输入支付密码",
      en: "Refunds need the payment password on Alipay's page",
    });
  }
  if (readSettings(row.settingsJson).signType === "RSA") {
    warnings.push({
      zh: "旧接口对不存在的交易的答复不带签名：支付宝公钥是否正确要用 dedepay account try 才能证明",
      en: "The partner protocol does not sign its answer about a missing trade: only dedepay account try proves Alipay's public key",
    });
  }
  return warnings;
}

/** Of credentials which were stored although Alipay could not be asked. */
export const storedUnproven: BilingualText = {
  zh: "没有得到支付宝的明确答复：已经存下，但密钥对不对还没有证明；网络通了以后请检查这个账户（dedepay account check）",
  en: "Alipay gave no clear answer: the credentials are stored, yet nothing proves them; check the account once Alipay can be reached (dedepay account check)",
};

/** What readiness says, too. */
export const cannotRecover: BilingualText = {
  zh: "该账户没有查询权限：通知一旦丢失就无法补回，请在支付宝开通单笔交易查询",
  en: "This account cannot recover a lost notification: it may not query trades; have the query service opened at Alipay",
};
