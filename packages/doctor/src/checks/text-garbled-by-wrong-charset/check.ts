// Subject or body went through a wrong conversion: names which one, and restores the text where that is possible.
import type { BilingualText } from "@dedepay/errors";
import type { Check } from "../../check.ts";
import { readableText } from "../../evidence/byte-text.ts";
import type { Examination } from "../../examination.ts";
import { cut } from "../../mask-value.ts";
import { restoreMojibake } from "../../text/restore-mojibake.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "text-garbled-by-wrong-charset";
const textNames = new Set([
  "subject",
  "body",
  "extra_common_param",
  "passback_params",
  "receive_name",
  "receive_address",
  "biz_content",
]);
const conversions: Readonly<Record<string, BilingualText>> = {
  utf8_read_as_gbk: { zh: "UTF-8 字节被当作 GBK 读取", en: "UTF-8 bytes were read as GBK" },
  utf8_read_as_latin1: { zh: "UTF-8 字节被当作 Latin-1 读取", en: "UTF-8 bytes were read as Latin-1" },
  gbk_read_as_latin1: { zh: "GBK 字节被当作 Latin-1 读取", en: "GBK bytes were read as Latin-1" },
  gbk_read_as_utf8: {
    zh: "GBK 字节被当作 UTF-8 读取，原文已丢失",
    en: "GBK bytes were read as UTF-8; the original is lost",
  },
  utf8_read_as_gbk_damaged: {
    zh: "UTF-8 字节被当作 GBK 读取，部分字符已丢失",
    en: "UTF-8 bytes were read as GBK; some characters are lost",
  },
};

export const textGarbledByWrongCharset: Check = {
  cause,
  advice: [
    {
      zh: "找到多做的那次转换（iconv／mb_convert_encoding）或编码不对的数据库连接，去掉它；页面、数据库、_input_charset 用同一种编码",
      en: "Find the conversion that is one too many (iconv, mb_convert_encoding) or the database connection in another charset; page, database and _input_charset must agree",
    },
    {
      zh: "已经用乱码提交过的订单号不要再改内容重提，换一个新的订单号",
      en: "An order number that was already submitted with garbled text must not be sent again with other content; use a new number",
    },
  ],
  needs: [{ zh: "提交给支付宝的 subject 和 body", en: "subject and body as they were submitted" }],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const [name, text] of textValues(examination)) {
      const restored = restoreMojibake(text);
      if (restored === undefined) continue;
      const { original, conversion } = restored;
      const how = conversions[conversion] ?? { zh: "编码转换错误", en: "a wrong conversion" };
      return {
        confidence: "likely",
        proof: {
          text: { zh: `${name} 是乱码：${how.zh}`, en: `${name} is garbled: ${how.en}` },
          ...(original === ""
            ? {}
            : {
                sides: { left: { zh: "收到的", en: "as received" }, right: { zh: "还原后的", en: "restored" } },
                differences: [{ field: name, left: cut(text), right: cut(original) }],
              }),
        },
      };
    }
    return undefined;
  },
};

function textValues(examination: Examination): (readonly [name: string, text: string])[] {
  const ofMessages = examination.messages.flatMap(({ fields }) =>
    fields.flatMap(({ name, value }) => (textNames.has(name) ? [[name, readableText(value)] as const] : [])),
  );
  const ofReplies = examination
    .pieces("xml_reply")
    .flatMap(({ values }) => Object.entries(values).filter(([name]) => textNames.has(name)));
  const ofJson = examination.pieces("reply").flatMap(({ values }) => Object.entries(values));
  return [...ofMessages, ...ofReplies, ...ofJson];
}
