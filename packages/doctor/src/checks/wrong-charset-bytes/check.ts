// The bytes that were signed or sent are not in the charset which the message declares.
import type { Check, Observation } from "../../check.ts";
import { type ByteText, fromByteText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";
import { charsetNamed } from "../../evidence/query-messages.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { Examination } from "../../examination.ts";
import { provenMistakes, signatureObservation } from "../signature-observation.ts";

const cause = "wrong-charset-bytes";

export const wrongCharsetBytes: Check = {
  cause,
  advice: [
    {
      zh: "让声明的编码（_input_charset 或 charset）与实际字节一致：文件、数据库连接、签名、网址编码都用同一种编码",
      en: "Make the declared charset (_input_charset or charset) the one of the bytes: files, database connection, signing and URL encoding in one charset",
    },
    {
      zh: "织梦 GBK 版声明 gb2312，UTF-8 版声明 utf-8；转过编码的站点要检查 $cfg_soft_lang",
      en: "DedeCMS declares gb2312 in its GBK edition and utf-8 in the other; after a conversion check $cfg_soft_lang",
    },
  ],
  needs: [{ zh: "原始请求体（未解码的字节）", en: "the raw body, undecoded" }],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return onlyDecoded(examination) ? { ...proven, confidence: "likely" } : proven;
    for (const message of examination.messages) {
      const seen = declaredAgainstBytes(message);
      if (seen !== undefined) return seen;
    }
    return undefined;
  },
};

// A decoded array of what Alipay sent shows no bytes: whoever printed it may have converted them, and nobody else.
function onlyDecoded(examination: Examination): boolean {
  return provenMistakes(examination, cause).every(
    ({ reading }) => reading.message?.form === "dump" && reading.message.role !== "request",
  );
}

function declaredAgainstBytes(message: SignedMessage): Observation | undefined {
  // A decoded array shows no bytes.
  if (message.form === "dump") return undefined;
  const name = fieldValue(message.fields, message.protocol === "mapi" ? "_input_charset" : "charset");
  const declared = name === undefined ? undefined : charsetNamed(name);
  if (name === undefined || declared === undefined) return undefined;
  for (const { name: field, value } of message.fields) {
    if (/^[\0-\x7f]*$/u.test(value)) continue;
    const confidence = verdict(value, declared);
    if (confidence === undefined) continue;
    const real = declared === "utf-8" ? "GBK" : "UTF-8";
    return {
      confidence,
      proof: {
        text: {
          zh: `声明的编码是 ${name}，但 ${field} 的字节是 ${real}`,
          en: `The declared charset is ${name}, but the bytes of ${field} are ${real}`,
        },
      },
    };
  }
  return undefined;
}

// Bytes malformed in the declared charset are a fact. GBK bytes that happen to be good UTF-8 are rare, yet possible.
function verdict(value: ByteText, declared: "utf-8" | "gbk" | "gb2312"): "proven" | "likely" | undefined {
  const isUtf8 = fromByteText(value, "utf-8") !== undefined;
  if (declared === "utf-8") return isUtf8 || fromByteText(value, "gbk") === undefined ? undefined : "proven";
  if (!isUtf8) return undefined;
  return fromByteText(value, "gbk") === undefined ? "proven" : "likely";
}
