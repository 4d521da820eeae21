// The settings which the stock plugin signs with, as an account for the gateway: trimmed, and what was trimmed is said.
import type { PaymentSettings } from "../formats/payment-settings.ts";
import { sampleAccount } from "../inspect/check-settings.ts";
import type { BilingualText } from "../inspect/inspection-finding.ts";
import { type PluginProduct, payMethods } from "../inspect/known-contracts.ts";

export type TrimmedValue = { readonly field: string; readonly before: number; readonly after: number };

export type ImportedAccount = {
  readonly kind: "usable";
  readonly partner: string;
  /** A secret. */
  readonly md5Key: string;
  /** E-mail or mobile number; empty where there is none of the owner's own. */
  readonly seller: string;
  readonly service: string;
  readonly product: PluginProduct;
  readonly trimmed: readonly TrimmedValue[];
};

export type ImportedSettings = ImportedAccount | { readonly kind: "unusable"; readonly why: readonly BilingualText[] };

export function importSettings(settings: PaymentSettings | undefined): ImportedSettings {
  const value = (name: string): string => settings?.get(name)?.trim() ?? "";
  const partner = value("alipay_partner");
  const md5Key = value("alipay_key");
  const method = payMethods[value("alipay_pay_method")];
  const why: BilingualText[] = [];
  if (!/^2088\d{12}$/.test(partner)) {
    why.push({ zh: "PID 不是 2088 开头的 16 位数字", en: "the PID is not 16 digits beginning with 2088" });
  }
  if (!/^[a-z0-9]{32}$/.test(md5Key)) {
    why.push({ zh: "安全校验码不是 32 位小写字母和数字", en: "the key is not 32 lower-case letters and digits" });
  }
  if (method === undefined) why.push({ zh: "支付接口类型不是 0、1、2", en: "the payment method is not 0, 1 or 2" });
  if (why.length > 0 || method === undefined) return { kind: "unusable", why };
  const trimmed = [...(settings ?? [])].flatMap(([field, text]) => trimmedValue(field, text));
  const { service, product } = method;
  const account = value("alipay_account");
  const seller = account === sampleAccount ? "" : account;
  return { kind: "usable", partner, md5Key, seller, service, product, trimmed };
}

function trimmedValue(field: string, text: string): TrimmedValue[] {
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  return before + after === 0 || text.trim() === "" ? [] : [{ field, before, after }];
}
