// A field was signed and then lost on its way. Only fields whose value can be known are tried.
import type { DoctorAccount } from "../../doctor-context.ts";
import { toByteText } from "../../evidence/byte-text.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { DraftHypothesis, DraftStep } from "../hypothesis.ts";
import { sortFields, withFields } from "../sign-draft.ts";

const charsets = ["utf-8", "UTF-8", "gbk", "GBK", "gb2312", "GB2312", "utf8"];
const mapiConstants = [
  ...charsets.map((charset) => ["_input_charset", charset] as const),
  ["payment_type", "1"],
  ["paymethod", "directPay"],
  ["transport", "http"],
  ["notify_type", "trade_status_sync"],
  ["is_success", "T"],
  ["quantity", "1"],
  ["discount", "0.00"],
  ["use_coupon", "N"],
  ["is_total_fee_adjust", "N"],
] as const;
const openapiConstants = [
  ...charsets.map((charset) => ["charset", charset] as const),
  ["format", "JSON"],
  ["format", "json"],
  ["version", "1.0"],
  ["notify_type", "trade_status_sync"],
] as const;
const emptyNames = [
  "body",
  "show_url",
  "return_url",
  "notify_url",
  "anti_phishing_key",
  "exter_invoke_ip",
  "token",
  "extra_common_param",
  "buyer_email",
  "seller_email",
  "app_auth_token",
  "passback_params",
];

function accountValues(account: DoctorAccount | undefined): readonly (readonly [string, string | undefined])[] {
  return [
    ["partner", account?.partner],
    ["seller_id", account?.sellerId ?? account?.partner],
    ["seller_email", account?.sellerEmail],
    ["app_id", account?.appId],
    ["auth_app_id", account?.appId],
    ["notify_url", account?.notifyUrl],
    ["return_url", account?.returnUrl],
  ];
}

function knownValues(message: SignedMessage, account: DoctorAccount | undefined): (readonly [string, string])[] {
  const constants = message.protocol === "mapi" ? mapiConstants : openapiConstants;
  const ofAccount = accountValues(account).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value] as const],
  );
  return [...constants, ...ofAccount];
}

export const signedFieldMissing: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message, account }) {
    const present = new Set(draft.fields.map(({ name }) => name));
    const steps: DraftStep[] = [];
    for (const [name, text] of knownValues(message, account)) {
      const value = toByteText(text, "utf-8");
      if (present.has(name) || value === undefined) continue;
      steps.push({
        draft: withFields(draft, sortFields([...draft.fields, { name, value, position: draft.fields.length }])),
        mistake: {
          cause: "signed-field-not-sent",
          fields: [name],
          relation: { zh: `补上缺少的 ${name}=${text}`, en: `with the missing ${name}=${text}` },
        },
      });
    }
    return steps;
  },
};

/** An empty value was signed, and its field was not even sent. */
export const emptyFieldSignedNotSent: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message }) {
    if (message.role !== "request") return [];
    const present = new Set(draft.fields.map(({ name }) => name));
    return emptyNames
      .filter((name) => !present.has(name))
      .map((name) => ({
        draft: {
          ...withFields(draft, sortFields([...draft.fields, { name, value: "", position: draft.fields.length }])),
          keepEmpty: true,
        },
        alone: true as const,
        mistake: {
          cause: "empty-value-signed",
          fields: [name],
          relation: { zh: `签名串里带着空的 ${name}=`, en: `with an empty ${name}= in the text` },
        },
      }));
  },
};
