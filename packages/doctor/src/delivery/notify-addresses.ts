// Every notify and return address that was brought, and where it stood.

import { accountLabel } from "../account/account-of-message.ts";
import { readableText } from "../evidence/byte-text.ts";
import type { Examination } from "../examination.ts";

export type NotifyAddress = {
  readonly setting: "notify_url" | "return_url" | "cfg_basehost";
  readonly url: string;
  readonly where: { readonly zh: string; readonly en: string };
};

export function notifyAddresses(examination: Examination): readonly NotifyAddress[] {
  const addresses: NotifyAddress[] = [];
  for (const { fields, role } of examination.messages) {
    if (role !== "request") continue;
    for (const { name, value } of fields) {
      if ((name === "notify_url" || name === "return_url") && value !== "") {
        addresses.push({
          setting: name,
          url: readableText(value),
          where: { zh: `请求的 ${name}`, en: `${name} of the request` },
        });
      }
    }
  }
  for (const account of examination.accounts) {
    const name = accountLabel(account);
    if (account.notifyUrl) {
      addresses.push({
        setting: "notify_url",
        url: account.notifyUrl,
        where: { zh: `账户 ${name} 的通知地址`, en: `the notify address of ${name}` },
      });
    }
  }
  for (const { values } of examination.pieces("settings")) {
    const base = values["cfg_basehost"];
    if (base)
      addresses.push({
        setting: "cfg_basehost",
        url: base,
        where: { zh: "织梦的 $cfg_basehost", en: "DedeCMS' $cfg_basehost" },
      });
  }
  // Where the gateway's own deliveries go Alipay never comes.
  for (const { url = "", probe } of [...examination.pieces("answer"), ...examination.pieces("unreached")]) {
    if (probe === "alipay_notify")
      addresses.push({ setting: "notify_url", url, where: { zh: "通知地址", en: "the notify address" } });
  }
  for (const { url, setting } of examination.pieces("address")) {
    if (setting === "notify_url" || setting === "return_url")
      addresses.push({ setting, url, where: { zh: setting, en: setting } });
  }
  return addresses;
}

/** Host name of an address, in lower case and without the port; undefined where it is no absolute http address. */
export function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/?#@\s]*@)?(\[[0-9a-fA-F:.]+\]|[^/?#:\s]+)/iu.exec(url.trim())?.[1]?.toLowerCase();
}
