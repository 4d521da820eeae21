// A field was signed and then lost on its way. Only fields whose value can be known are tried.
import { accountValues } from "../../account/account-values.ts";
import { type ByteText, readableText, toByteText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { DraftHypothesis, DraftStep, Setting } from "../hypothesis.ts";
import { type SignDraft, sortFields, withFields } from "../sign-draft.ts";
import { SignField, unknownPosition } from "../sign-field.ts";
import type { KnownValue } from "../values-elsewhere.ts";

const charsets = ["utf-8", "UTF-8", "gbk", "GBK", "gb2312", "GB2312", "utf8"];
const states = ["TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED", "WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS"];
// What a program signs and its form forgets, and what a filter drops of a message.
type OfRoles = Readonly<Record<"request" | "received", readonly KnownValue[]>>;
const constants: Readonly<Record<"mapi" | "openapi", OfRoles>> = {
  mapi: {
    request: [
      ...charsets.map((charset): KnownValue => ["_input_charset", charset]),
      ["payment_type", "1"],
      ...["create_direct_pay_by_user", "trade_create_by_buyer", "create_partner_trade_by_buyer"].map(
        (service): KnownValue => ["service", service],
      ),
      ["paymethod", "directPay"],
      ["transport", "http"],
      ["quantity", "1"],
    ],
    received: [
      ["notify_type", "trade_status_sync"],
      ...states.map((state): KnownValue => ["trade_status", state]),
      ["is_success", "T"],
      ["exterface", "create_direct_pay_by_user"],
      ["payment_type", "1"],
      ["quantity", "1"],
      ["discount", "0.00"],
      ["use_coupon", "N"],
      ["is_total_fee_adjust", "N"],
    ],
  },
  openapi: {
    request: [
      ...charsets.map((charset): KnownValue => ["charset", charset]),
      ["sign_type", "RSA2"],
      ["sign_type", "RSA"],
      ...["page.pay", "wap.pay", "app.pay", "precreate", "create", "pay", "query", "refund", "close", "cancel"].map(
        (name): KnownValue => ["method", `alipay.trade.${name}`],
      ),
      ["format", "JSON"],
      ["format", "json"],
      ["version", "1.0"],
    ],
    received: [
      ...charsets.map((charset): KnownValue => ["charset", charset]),
      ["version", "1.0"],
      ["notify_type", "trade_status_sync"],
      ...states.map((state): KnownValue => ["trade_status", state]),
      ["point_amount", "0.00"],
    ],
  },
};
// Of these one often holds what another holds.
const alike = [
  ["price", "total_fee"],
  ["total_amount", "receipt_amount", "invoice_amount", "buyer_pay_amount"],
  ["gmt_create", "gmt_payment", "gmt_close", "notify_time"],
];
// Without these a message is not whole: only they are missed beside another mistake.
const required = new Set(
  "_input_charset charset payment_type format version notify_type partner app_id seller_id seller_email notify_url".split(
    " ",
  ),
);
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

function ofSiblings({ role, fields }: SignedMessage): KnownValue[] {
  if (role === "request") return [];
  return alike.flatMap((names) => {
    const values = new Set(names.flatMap((name) => fieldValue(fields, name) ?? []));
    return names.flatMap((name) => [...values].map((value): KnownValue => [name, readableText(value)]));
  });
}

/** Values that are Alipay's constants, the account's own, or stand in another place. Of a half, the necessary only. */
function knownValues({ message, account, elsewhere = [], asHalf }: Setting): readonly KnownValue[] {
  const ofAccount = accountValues(account).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value] as const],
  );
  const usual = [...constants[message.protocol][message.role === "request" ? "request" : "received"], ...ofAccount];
  return asHalf ? usual.filter(([name]) => required.has(name)) : [...usual, ...ofSiblings(message), ...elsewhere];
}

export const signedFieldMissing: DraftHypothesis = {
  stage: "fields",
  apply(draft, setting) {
    const present = new Set(draft.fields.map(({ name }) => name));
    const steps: DraftStep[] = lostTogether(draft, setting.message);
    for (const [name, text] of knownValues(setting)) {
      const value = toByteText(text, "utf-8");
      if (present.has(name) || value === undefined) continue;
      steps.push({
        draft: withField(draft, name, value),
        mistake: () => ({
          cause: "signed-field-not-sent",
          fields: [name],
          relation: { zh: `补上缺少的 ${name}=${text}`, en: `with the missing ${name}=${text}` },
        }),
      });
    }
    return steps;
  },
};

function withField(draft: SignDraft, name: string, value: ByteText): SignDraft {
  return withFields(draft, sortFields([...draft.fields, new SignField(name, value, unknownPosition)]));
}

/** What stood in the query of a form's action, and was thrown away because the form sends by GET. */
function lostTogether(draft: SignDraft, { lostFields }: SignedMessage): DraftStep[] {
  const lost = (lostFields ?? []).filter(({ name }) => name !== "sign");
  if (lost.length === 0) return [];
  const names = lost.map(({ name }) => name);
  const list = names.join(", ");
  return [
    {
      draft: lost.reduce((before, { name, value }) => withField(before, name, value), draft),
      mistake: () => ({
        cause: "signed-field-not-sent",
        fields: names,
        relation: {
          zh: `补上表单 action 里、因 GET 提交而丢掉的 ${list}`,
          en: `with ${list} of the form's action, which a form that sends by GET drops`,
        },
      }),
    },
  ];
}

/** An empty value was signed, and its field was not even sent. */
export const emptyFieldSignedNotSent: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message, asHalf }) {
    if (message.role !== "request" || asHalf) return [];
    const present = new Set(draft.fields.map(({ name }) => name));
    return emptyNames
      .filter((name) => !present.has(name))
      .map((name) => ({
        draft: { ...withField(draft, name, ""), keepEmpty: true },
        mistake: () => ({
          cause: "empty-value-signed",
          fields: [name],
          relation: { zh: `签名串里带着空的 ${name}=`, en: `with an empty ${name}= in the text` },
        }),
      }));
  },
};
