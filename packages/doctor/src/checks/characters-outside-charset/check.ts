// The text holds characters which the declared charset can't carry.
import { replaceUnmappable } from "@dedepay/alipay";
import type { Check } from "../../check.ts";
import { fromByteText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";
import { charsetNamed } from "../../evidence/query-messages.ts";
import { restoreMojibake } from "../../text/restore-mojibake.ts";
import { saidObservation } from "../said-observation.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "characters-outside-charset";
const maxShown = 8;
// MySQL's "utf8" holds no emoji.
const refusedByDatabase = /Incorrect string value: ?'\\x[^\n]{0,60}for column|Illegal mix of collations/iu;

export const charactersOutsideCharset: Check = {
  cause,
  advice: [
    {
      zh: "改用 utf-8（_input_charset 或 charset），或在下单前去掉表情符号、生僻字等装不下的字符",
      en: "Use utf-8 (_input_charset or charset), or drop emoji and rare characters before the order is submitted",
    },
    {
      zh: "数据库存不下表情时，把列和连接改成 utf8mb4",
      en: "Where the database can't hold emoji, make column and connection utf8mb4",
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const message of examination.messages) {
      const name = fieldValue(message.fields, message.protocol === "mapi" ? "_input_charset" : "charset") ?? "";
      const declared = charsetNamed(name) ?? examination.accountOf(message)?.charset;
      if (declared === undefined || declared === "utf-8") continue;
      for (const field of message.fields) {
        const text = fromByteText(field.value, "utf-8");
        if (text === undefined || restoreMojibake(text) !== undefined) continue;
        const { replaced } = replaceUnmappable(text, declared);
        if (replaced.length === 0) continue;
        const shown = [...new Set(replaced.map(({ character }) => character))].slice(0, maxShown).join(" ");
        return {
          confidence: "likely",
          proof: {
            text: {
              zh: `${field.name} 里的 ${shown} 在 ${declared} 里不存在`,
              en: `${shown} in ${field.name} does not exist in ${declared}`,
            },
          },
        };
      }
    }
    return saidObservation(examination, refusedByDatabase);
  },
};
