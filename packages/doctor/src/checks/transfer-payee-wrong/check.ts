// The payee of a transfer is not written in the form which its kind has.
import type { Check, Observation } from "../../check.ts";
import { readableText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";
import { jsonObjectOf } from "../../evidence/json-object.ts";
import { requestValues } from "../../order/request-values.ts";

const userId = /^2088\d{12}$/u;
const login = /^(?:[^@\s]+@[^@\s]+\.[^@\s]+|1\d{10}|\+?\d{1,4}-\d{5,15})$/u;
const forms: Readonly<Record<string, { readonly form: RegExp; readonly zh: string; readonly en: string }>> = {
  ALIPAY_USER_ID: { form: userId, zh: "2088 开头的 16 位数字", en: "16 digits beginning with 2088" },
  ALIPAY_USERID: { form: userId, zh: "2088 开头的 16 位数字", en: "16 digits beginning with 2088" },
  ALIPAY_LOGON_ID: { form: login, zh: "邮箱或手机号", en: "an e-mail address or a mobile number" },
  ALIPAY_LOGONID: { form: login, zh: "邮箱或手机号", en: "an e-mail address or a mobile number" },
};

export const transferPayeeWrong: Check = {
  cause: "transfer-payee-wrong",
  advice: [{ zh: "核对收款人账号和真实姓名", en: "Check account and real name of the payee" }],
  needs: [{ zh: "转账请求里的收款人账号类型、账号和姓名", en: "kind, account and name of the payee in the request" }],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      if (!/^alipay\.fund\.trans\./u.test(values.get("method") ?? "")) continue;
      const content = jsonObjectOf(readableText(fieldValue(message.fields, "biz_content") ?? ""));
      const info = (content["payee_info"] ?? {}) as Readonly<Record<string, unknown>>;
      const text = (value: unknown): string => (typeof value === "string" ? value : "");
      const payee = {
        kind: text(info["identity_type"]) || text(content["payee_type"]),
        account: text(info["identity"]) || text(content["payee_account"]),
        name: text(info["name"]) || text(content["payee_real_name"]),
      };
      const problem = problemOf(payee);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
};

function problemOf({ kind, account, name }: { kind: string; account: string; name: string }): Observation | undefined {
  const wanted = Object.hasOwn(forms, kind) ? forms[kind] : undefined;
  if (wanted === undefined || account === "") return undefined;
  if (!wanted.form.test(account)) {
    return observed(
      `收款账号类型是 ${kind}，应当是${wanted.zh}，实际是 ${account.length} 个字符的其他内容`,
      `The kind of the payee is ${kind}, so the account is ${wanted.en}; it is something else of ${account.length} characters`,
    );
  }
  if (wanted.form === login && name === "") {
    return observed(
      "按登录号转账必须同时给出收款人姓名，请求里没有",
      "A transfer to a login needs the payee's name, which the request lacks",
    );
  }
  return undefined;
}

function observed(zh: string, en: string): Observation {
  return { confidence: "likely", proof: { text: { zh, en } } };
}
