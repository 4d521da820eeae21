// Every credential that was brought, wherever it stood: accounts of the context, DedeCMS' settings, the message itself.
import type { BilingualText } from "@dedepay/errors";
import { readableText } from "../evidence/byte-text.ts";
import type { Examination } from "../examination.ts";
import { accountLabel } from "./account-of-message.ts";

export type CredentialRole = "pid" | "app_id" | "md5_key" | "email" | "private_key" | "alipay_public_key";

export type CredentialSetting = {
  /** Which setting of which file, account or message. */
  readonly where: BilingualText;
  readonly role: CredentialRole;
  /** As typed. Secret for keys: never shown. */
  readonly value: string;
};

const dedecmsRoles: Readonly<Record<string, CredentialRole>> = {
  alipay_account: "email",
  alipay_key: "md5_key",
  alipay_partner: "pid",
};
const fieldRoles: Readonly<Record<string, CredentialRole>> = {
  partner: "pid",
  seller_id: "pid",
  seller_email: "email",
  app_id: "app_id",
};

export function credentialSettings(examination: Examination): readonly CredentialSetting[] {
  const settings: CredentialSetting[] = [];
  const add = (where: BilingualText, role: CredentialRole, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== "") settings.push({ where, role, value });
  };
  for (const account of examination.accounts) {
    const name = accountLabel(account).trim();
    const where = (setting: string): BilingualText => ({
      zh: `账户 ${name} 的 ${setting}`,
      en: `${setting} of account ${name}`,
    });
    add(where("partner"), "pid", account.partner);
    add(where("app_id"), "app_id", account.appId);
    add(where("seller_id"), "pid", account.sellerId);
    add(where("seller_email"), "email", account.sellerEmail);
    add(where("md5_key"), "md5_key", account.md5Key);
    add(where("private_key"), "private_key", account.privateKey);
    add(where("alipay_public_key"), "alipay_public_key", account.alipayPublicKey);
  }
  for (const { file, values } of examination.pieces("settings")) {
    const place = file === "payment" ? "data/payment/alipay.php" : "dede_payment.config";
    for (const [name, role] of Object.entries(dedecmsRoles)) {
      add({ zh: `${place} 的 ${name}`, en: `${name} in ${place}` }, role, values[name]);
    }
  }
  for (const { fields, role } of examination.messages) {
    if (role !== "request") continue;
    for (const { name, value } of fields) {
      const meant = Object.hasOwn(fieldRoles, name) ? fieldRoles[name] : undefined;
      if (meant !== undefined) add({ zh: `请求的 ${name}`, en: `${name} of the request` }, meant, readableText(value));
    }
  }
  return settings;
}
