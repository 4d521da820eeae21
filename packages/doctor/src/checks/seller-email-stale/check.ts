// seller_email is no longer the login of the account, or was never the one of this PID.
import type { Check } from "../../check.ts";
import { percentDecode, readableText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";

export const sellerEmailStale: Check = {
  cause: "seller-email-stale",
  advice: [
    {
      zh: "把网站支付宝设置里的账号（seller_email，织梦是 alipay_account）改成现在登录支付宝的邮箱；最好改用 seller_id=PID，它不会变",
      en: "Put the present login into the Alipay setting (seller_email; alipay_account in DedeCMS), or better send seller_id = PID, which never changes",
    },
  ],
  needs: [
    {
      zh: "请求里的 seller_email 和账户现在的登录邮箱",
      en: "the seller_email of the request and the account's present login",
    },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      if (examination.alteredFields(message).has("seller_email")) continue;
      // Encoded once too often it is still the same address.
      const sent = readableText(percentDecode(fieldValue(message.fields, "seller_email") ?? "", false));
      const known = examination.accountOf(message)?.sellerEmail;
      if (sent === "" || known === undefined || sent.trim().toLowerCase() === known.trim().toLowerCase()) continue;
      return {
        confidence: examination.hasCode("SELLER_NOT_EXIST") ? "likely" : "possible",
        proof: {
          text: {
            zh: "请求的 seller_email 与账户的登录邮箱不同",
            en: "The request's seller_email is not the account's login",
          },
          sides: { left: { zh: "请求里的", en: "in the request" }, right: { zh: "账户的", en: "of the account" } },
          differences: [{ field: "seller_email", left: sent, right: known }],
        },
        fix: [{ zh: `把 seller_email 从 ${sent} 改成 ${known}`, en: `Change seller_email from ${sent} to ${known}` }],
      };
    }
    return undefined;
  },
};
