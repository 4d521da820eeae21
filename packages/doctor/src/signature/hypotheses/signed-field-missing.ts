// A field was signed and then lost on its way. Only fields whose value can be known are tried.
import type { DoctorAccount } from "../../doctor-context.ts";
import { type ByteText, toByteText } from "../../evidence/byte-text.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { DraftHypothesis, DraftStep } from "../hypothesis.ts";
import { type SignDraft, sortFields, withFields } from "../sign-draft.ts";
import { SignField, unknownPosition } from "../sign-field.ts";

const charsets = ["utf-8", "UTF-8", "gbk", "GBK", "gb2312", "GB2312", "utf8"];
type Constant = readonly [name: string, value: string];
// What a program signs and its form forgets, and what a filter drops of a message.
const constants: Readonly<Record<"mapi" | "openapi", Readonly<Record<"request" | "received", readonly Constant[]>>>> = {
  mapi: {
    request: [
      ...charsets.map((charset): Constant => ["_input_charset", charset]),
      ["payment_type", "1"],
      ["paymethod", "directPay"],
      ["transport", "http"],
      ["quantity", "1"],
    ],
    received: [
      ["notify_type", "trade_status_sync"],
      ["is_success", "T"],
      ["payment_type", "1"],
      ["quantity", "1"],
      ["discount", "0.00"],
      ["use_coupon", "N"],
      ["is_total_fee_adjust", "N"],
    ],
  },
  openapi: {
    request: [
      ...charsets.map((charset): Constant => ["charset", charset]),
      ["format", "JSON"],
      ["format", "json"],
      ["version", "1.0"],
    ],
    received: [
      ...charsets.map((charset): Constant => ["charset", charset]),
      ["version", "1.0"],
      ["notify_type", "trade_status_sync"],
    ],
  },
};
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
  const ofAccount = accountValues(account).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value] as const],
  );
  return [...constants[message.protocol][message.role === "request" ? "request" : "received"], ...ofAccount];
}

export const signedFieldMissing: DraftHypothesis = {
  stage: "fields",
  apply(draft, { message, account, asHalf }) {
    const present = new Set(draft.fields.map(({ name }) => name));
    const steps: DraftStep[] = lostTogether(draft, message);
    for (const [name, text] of knownValues(message, account)) {
      const value = toByteText(text, "utf-8");
      if (present.has(name) || value === undefined || (asHalf && !required.has(name))) continue;
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
