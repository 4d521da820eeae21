// A field was signed with another value than the one that was sent. Only values are tried which programs and servers are
// known to exchange: letter case of technical words, http and https, a second more or less, what the settings hold.
import { accountValues } from "../../account/account-values.ts";
import { type ByteText, readableText, toByteText } from "../../evidence/byte-text.ts";
import { maskValue } from "../../mask-value.ts";
import type { DraftHypothesis, DraftStep, Setting } from "../hypothesis.ts";
import { withFields } from "../sign-draft.ts";
import type { SignField } from "../sign-field.ts";

const technical = new Set(["_input_charset", "charset", "format", "sign_type", "service", "method"]);
const address = /^https?:\/\/[^/?#]+/u;
const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u;
const secondsApart = [-1, 1, -2, 2, -3, 3];

export const valueChanged: DraftHypothesis = {
  stage: "fields",
  apply(draft, setting) {
    if (setting.asHalf) return [];
    return draft.fields.flatMap((field, index) =>
      otherValues(field, setting).map((value): DraftStep => {
        const { name } = field;
        const fields = draft.fields.with(index, field.with(value));
        const [sent, signed] = [field.value, value].map((text) => maskValue(name, readableText(text)));
        return {
          draft: withFields(draft, fields),
          mistake: () => ({
            cause: "value-changed-after-signing",
            fields: [name],
            relation: {
              zh: `签名时 ${name}=${signed}，而发送的是 ${sent}`,
              en: `with ${name}=${signed}, where ${sent} was sent`,
            },
          }),
        };
      }),
    );
  },
};

function otherValues({ name, value }: SignField, { account, message }: Setting): readonly ByteText[] {
  const known = accountValues(account)
    .filter(([of]) => of === name)
    .flatMap(([, text]) => (text === undefined ? [] : (toByteText(text, "utf-8") ?? [])));
  const others = [
    ...(technical.has(name) ? [value.toLowerCase(), value.toUpperCase()] : []),
    ...(address.test(value) ? otherAddresses(value) : []),
    ...(message.role === "request" && time.test(value) ? secondsApart.map((seconds) => shifted(value, seconds)) : []),
    ...known,
  ];
  return [...new Set(others)].filter((other) => other !== value && other !== "");
}

function otherAddresses(value: ByteText): ByteText[] {
  const schemed = value.startsWith("https:") ? value.replace("https:", "http:") : value.replace("http:", "https:");
  return [schemed, value.endsWith("/") ? value.slice(0, -1) : `${value}/`];
}

function shifted(value: ByteText, seconds: number): ByteText {
  const ms = Date.parse(`${value.replace(" ", "T")}Z`);
  if (Number.isNaN(ms)) return value;
  return new Date(ms + seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}
