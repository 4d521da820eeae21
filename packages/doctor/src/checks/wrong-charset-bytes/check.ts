// The bytes that were signed or sent are not in the charset which the message declares.
import type { Charset } from "@dedepay/alipay";
import type { BilingualText } from "@dedepay/errors";
import { accountOfMessage } from "../../account/account-of-message.ts";
import type { Check, Observation } from "../../check.ts";
import { notifyDeliveries } from "../../delivery/notify-deliveries.ts";
import { type ByteText, fromByteText } from "../../evidence/byte-text.ts";
import { fieldValue } from "../../evidence/field.ts";
import { charsetNamed } from "../../evidence/query-messages.ts";
import type { SignedMessage } from "../../evidence/signed-message.ts";
import type { Examination } from "../../examination.ts";
import { restoreMojibake } from "../../text/restore-mojibake.ts";
import { saysSignatureFailed } from "../../traces/suspects.ts";
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
      const declared = declaredCharset(message, examination);
      if (declared === undefined) continue;
      const seen = declaredAgainstBytes(message, declared) ?? declaredAgainstPrint(message, declared, examination);
      if (seen !== undefined) return seen;
    }
    return replyInGbk(examination) ?? answerInAnotherCharset(examination);
  },
};

// A reply comes in the charset of its request; nobody here asked for GBK.
function replyInGbk(examination: Examination): Observation | undefined {
  const reply = examination.replySignatures.find(
    ({ reply: { charset, node }, state }) => charset !== "utf-8" && state !== "valid" && /[^\0-\x7f]/u.test(node),
  );
  if (reply === undefined || examination.accounts.some(({ charset }) => charset === "gbk" || charset === "gb2312")) {
    return undefined;
  }
  return {
    confidence: "possible",
    proof: {
      text: {
        zh: `应答 ${reply.reply.nodeName} 的字节是 GBK；请求若声明 utf-8，说明程序在验签之前转换了编码`,
        en: `The bytes of ${reply.reply.nodeName} are GBK; where the request says utf-8, the program converts them before it verifies`,
      },
    },
    needs: [
      { zh: "应答的原始字节，和请求里的 charset", en: "the raw bytes of the reply, and the charset of the request" },
    ],
  };
}

// What the notify address answered: a program which writes other bytes than it declares reads other ones, too.
function answerInAnotherCharset(examination: Examination): Observation | undefined {
  for (const { bytes = "", headers = {}, where } of notifyDeliveries(examination)) {
    const name =
      /charset\s*=\s*["']?([\w-]+)/iu.exec(headers["content-type"] ?? "")?.[1] ??
      /<meta\b[^>]{0,100}charset\s*=\s*["']?([\w-]+)/iu.exec(bytes)?.[1];
    const charset = name === undefined ? undefined : charsetNamed(name);
    if (name === undefined || charset === undefined || /^[\0-\x7f]*$/u.test(bytes)) continue;
    const isUtf8 = fromByteText(bytes, "utf-8") !== undefined;
    if (isUtf8 === (charset === "utf-8") || (!isUtf8 && fromByteText(bytes, "gbk") === undefined)) continue;
    const real = isUtf8 ? "UTF-8" : "GBK";
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `${where.zh}声明的编码是 ${name}，字节却是 ${real}：程序读支付宝的通知时多半也会用错编码`,
          en: `${where.en} declares ${name}, but its bytes are ${real}: the program is likely to read Alipay's notifications in the wrong charset, too`,
        },
      },
    };
  }
  return undefined;
}

type Declared = { readonly charset: Charset; readonly by: BilingualText };

// What the message says of itself; a notification of the old protocol says nothing, and comes in the shop's own charset.
function declaredCharset(message: SignedMessage, examination: Examination): Declared | undefined {
  const field = message.protocol === "mapi" ? "_input_charset" : "charset";
  const name = fieldValue(message.fields, field);
  if (name !== undefined) {
    const charset = charsetNamed(name);
    return charset && { charset, by: { zh: `声明的编码是 ${name}`, en: `the declared charset is ${name}` } };
  }
  const { named, own } = accountOfMessage(message, examination.context);
  const charset = named ? own[0]?.charset : undefined;
  if (message.role === "request" || charset === undefined) return undefined;
  return { charset, by: { zh: `账户设的编码是 ${charset}`, en: `the account's charset is ${charset}` } };
}

// A decoded array of what Alipay sent, or a reply in a log: whoever wrote it down may have converted it, and nobody else.
function onlyDecoded(examination: Examination): boolean {
  return provenMistakes(examination, cause).every(
    ({ reading }) =>
      reading.message === undefined || (reading.message.form === "dump" && reading.message.role !== "request"),
  );
}

function declaredAgainstBytes(message: SignedMessage, { charset, by }: Declared): Observation | undefined {
  // A decoded array shows no bytes.
  if (message.form === "dump") return undefined;
  for (const { name: field, value } of message.fields) {
    if (/^[\0-\x7f]*$/u.test(value) || isLost(value)) continue;
    const confidence = verdict(value, charset);
    if (confidence === undefined) continue;
    const real = charset === "utf-8" ? "GBK" : "UTF-8";
    return {
      // The shop's setting is typed in; the message's own word is not.
      confidence:
        (fieldValue(message.fields, "charset") ?? fieldValue(message.fields, "_input_charset")) ? confidence : "likely",
      proof: {
        text: { zh: `${by.zh}，但 ${field} 的字节是 ${real}`, en: `${by.en}, but the bytes of ${field} are ${real}` },
      },
    };
  }
  return undefined;
}

// Text of which nothing but marks of replacement is left was garbled before: that is another cause.
function isLost(value: ByteText): boolean {
  return restoreMojibake(fromByteText(value, "utf-8") ?? "")?.conversion === "gbk_read_as_utf8";
}

// PHP prints the bytes it has. An array of GBK text that is printed in UTF-8 was converted, by the program or by whoever
// copied it; the first breaks the signature.
function declaredAgainstPrint(
  message: SignedMessage,
  { charset, by }: Declared,
  examination: Examination,
): Observation | undefined {
  const { printed } = message;
  if (printed === undefined || printed === charset || (printed === "gbk" && charset === "gb2312")) return undefined;
  const field = message.fields.find(({ value }) => /[^\0-\x7f]/u.test(value));
  if (field === undefined) return undefined;
  const isRight = examination.signatures.some((reading) => reading.message === message && reading.state === "valid");
  const [zh, en] = isRight
    ? [`；按 ${charset} 的字节计算，签名是对的`, `; over the bytes of ${charset} the signature is right`]
    : ["", ""];
  return {
    confidence: isRight && !saysSignatureFailed(examination) ? "possible" : "likely",
    proof: {
      text: {
        zh: `${by.zh}，PHP 打印出来的 ${field.name} 却是 ${printed}：程序在验签之前转换了编码${zh}`,
        en: `${by.en}, but PHP printed ${field.name} in ${printed}: the program converts the text before it verifies${en}`,
      },
    },
    needs: [{ zh: "通知的原始请求体", en: "the notification's raw body" }],
  };
}

// Bytes malformed in the declared charset are a fact. GBK bytes that happen to be good UTF-8 are rare, yet possible.
function verdict(value: ByteText, declared: Charset): "proven" | "likely" | undefined {
  const isUtf8 = fromByteText(value, "utf-8") !== undefined;
  if (declared === "utf-8") {
    return isUtf8 || isMostlyUtf8(value) || fromByteText(value, "gbk") === undefined ? undefined : "proven";
  }
  if (!isUtf8) return undefined;
  return fromByteText(value, "gbk") === undefined ? "proven" : "likely";
}

// UTF-8 that was cut inside a character: whoever counts bytes breaks one character, not all.
function isMostlyUtf8(value: ByteText): boolean {
  const text = Buffer.from(value, "latin1").toString("utf8");
  const broken = text.split("\ufffd").length - 1;
  const whole = [...text].filter((character) => character > "\x7f" && character !== "\ufffd").length;
  return whole > broken;
}
