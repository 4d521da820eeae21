// Characters which the service does not take in a field, or line ends which a browser changes.
import type { Check, Observation } from "../../check.ts";
import { readableText } from "../../evidence/byte-text.ts";
import { jsonObjectOf } from "../../evidence/json-object.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import { provenMistakes, signatureObservation } from "../signature-observation.ts";

const cause = "special-characters-in-value";
const codes = [
  "ILLEGAL_ARGUMENT",
  "ILLEGAL_SIGN",
  "INVALID_PARAMETER",
  "isv.invalid-parameter",
  "isv.invalid-signature",
  "TRADE_DATA_MATCH_ERROR",
];

type Rule = { readonly field: string; readonly forbidden: RegExp; readonly limit: string };
const rules: readonly Rule[] = [
  { field: "subject", forbidden: /[\p{Cc}]/u, limit: "control characters" },
  { field: "body", forbidden: /[^\P{Cc}\t\r\n]/u, limit: "control characters" },
  { field: "extra_common_param", forbidden: /[=&]/u, limit: "= &" },
  { field: "out_trade_no", forbidden: /[\s\p{Cc}]/u, limit: "white space" },
];
const openapiRules: readonly Rule[] = [
  { field: "subject", forbidden: /[/=&]/u, limit: "/ = &" },
  { field: "out_trade_no", forbidden: /[^A-Za-z0-9_]/u, limit: "letters, digits, _" },
];

export const specialCharactersInValue: Check = {
  cause,
  advice: [
    {
      zh: "去掉或替换该参数里不允许的字符（换行、控制字符、= & 等）后再签名和发送",
      en: "Drop or replace what the field does not take (line ends, control characters, = & …) before signing and sending",
    },
  ],
  examine(examination) {
    if (provenMistakes(examination, cause).length > 0) return signatureObservation(examination, cause);
    const confidence = examination.hasCode(...codes) ? "likely" : "possible";
    for (const message of examination.requests) {
      const seen = forbiddenIn(message, confidence);
      if (seen !== undefined) return seen;
    }
    return undefined;
  },
};

function forbiddenIn(message: SignedMessage, confidence: "likely" | "possible"): Observation | undefined {
  const values = new Map(message.fields.map(({ name, value }) => [name, readableText(value)]));
  const business = jsonObjectOf(values.get("biz_content"));
  for (const [name, value] of Object.entries(business)) if (typeof value === "string") values.set(name, value);
  for (const { field, forbidden, limit } of message.protocol === "openapi" ? openapiRules : rules) {
    const found = forbidden.exec(values.get(field) ?? "")?.[0];
    if (found === undefined) continue;
    const shown = JSON.stringify(found);
    return {
      confidence,
      proof: {
        text: {
          zh: `${field} 里有 ${shown}（不允许：${limit}）`,
          en: `${field} holds ${shown} (not allowed: ${limit})`,
        },
      },
    };
  }
  return undefined;
}
