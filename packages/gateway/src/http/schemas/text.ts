// The strings our API takes and gives. One schema gives the check, the type and the API description.
import { type TEnum, type TInteger, type TSchema, type TString, Type } from "typebox";
import { both } from "./both-languages.ts";

/** No control characters: a NUL would cut the text in the store, a line break would forge a line in a log or a form. */
const printable = "^[^\\u0000-\\u001f\\u007f]*$";

export function printableText(maxLength: number, description: string, minLength = 1): TString {
  return Type.String({ minLength, maxLength, pattern: printable, description });
}

/** Free text of several lines: tab and line breaks are allowed. */
export function longText(maxLength: number, description: string): TString {
  return Type.String({ maxLength, pattern: "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$", description });
}

export function identifier(description: string): TString {
  return Type.String({ minLength: 1, maxLength: 64, pattern: "^[A-Za-z0-9_.:-]*$", description });
}

export function webAddress(description: string): TString {
  return Type.String({
    minLength: 1,
    maxLength: 2048,
    pattern: "^https?://[^\\s\\u0000-\\u001f\\u007f]*$",
    description,
  });
}

export function moment(description: string): TString {
  return Type.String({ format: "date-time", description: `${description} (ISO 8601)` });
}

/** A text that we give, described in both languages. */
export function text(zh: string, en: string): TString {
  return Type.String({ description: both(zh, en) });
}

export function fen(zh: string, en: string): TInteger {
  return Type.Integer({ description: both(zh, en) });
}

export function choice<Values extends string[]>(values: readonly [...Values], description: string): TEnum<Values> {
  return Type.Enum(values, { type: "string", description });
}

/** One sentence in both languages. */
export function bilingual(zh: string, en: string): TSchema {
  return Type.Object(
    {
      zh: Type.String({ description: "中文 / In Chinese" }),
      en: Type.String({ description: "英文 / In English" }),
    },
    { description: both(zh, en) },
  );
}

export const alipayCodes: TSchema = Type.Object(
  {
    code: text("支付宝的返回码", "Alipay's code"),
    sub_code: Type.Optional(text("支付宝的业务返回码", "Alipay's sub_code")),
    sub_msg: Type.Optional(text("支付宝的说明", "Alipay's own words")),
  },
  { description: both("支付宝原本的返回", "What Alipay itself answered") },
);
