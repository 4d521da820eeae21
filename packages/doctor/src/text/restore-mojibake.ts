// Recognises text that went through a wrong conversion and turns it back. Claims something only where the way back is
// exact and ends in plausible Chinese, or where most of the damaged text is of that kind.
import { encodeText } from "@dedepay/alipay";
import { fromByteText, toByteText } from "../evidence/byte-text.ts";

export type Restored = {
  /** Empty where it can't be told any more; "□" stands for what is lost. */
  readonly original: string;
  readonly conversion:
    | "utf8_read_as_gbk"
    | "utf8_read_as_latin1"
    | "gbk_read_as_latin1"
    | "gbk_read_as_utf8"
    | "utf8_read_as_gbk_damaged";
};

const han = /[\u4e00-\u9fff]/gu;
const maxLength = 4000;

/** The original of garbled text; undefined where nothing shows that it is garbled. */
export function restoreMojibake(text: string): Restored | undefined {
  if (text.length > maxLength || /^[\0-\x7f]*$/u.test(text)) return undefined;
  if (text.includes("锟斤拷") || text.includes("\ufffd\ufffd")) return { original: "", conversion: "gbk_read_as_utf8" };
  const asGbk = toByteText(text, "gbk");
  const fromGbk = asGbk === undefined ? undefined : fromByteText(asGbk, "utf-8");
  // Few real phrases have GBK bytes that are good UTF-8; none of them gets more Chinese characters by it than it lost.
  if (fromGbk !== undefined && isPlausible(fromGbk) && fromGbk.length < text.length) {
    return { original: fromGbk, conversion: "utf8_read_as_gbk" };
  }
  if (/^[\0-\xff]*$/u.test(text)) {
    const utf8 = fromByteText(text, "utf-8");
    if (utf8 !== undefined && isPlausible(utf8)) return { original: utf8, conversion: "utf8_read_as_latin1" };
    const gbk = fromByteText(text, "gbk");
    if (gbk !== undefined && isPlausible(gbk) && /[\x80-\xff]{4}/u.test(text))
      return { original: gbk, conversion: "gbk_read_as_latin1" };
  }
  return damaged(text);
}

function isPlausible(text: string): boolean {
  const characters = text.match(han)?.length ?? 0;
  const other = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return characters > 0 && characters >= other / 2 && !text.includes("\ufffd");
}

const minCharacters = 2;
const minShare = 0.65;

// An odd number of bytes leaves a mark where the last one was, and the rest no longer lines up everywhere. Chinese in
// UTF-8 is E3-E9 or EF, then two bytes of 80-BF: the GBK bytes of real text look like that in a few places at most.
function damaged(text: string): Restored | undefined {
  // The byte 80 alone is shown as the euro sign.
  const bytes = text.split("\u20ac").map((part) => encodeText(part, "gbk").bytes.toString("latin1"));
  const joined = bytes.join("\x80");
  const high = joined.replace(/[\0-\x7f]+/gu, " ");
  const all = high.replaceAll(" ", "").length;
  const whole = high.match(/[\xe3-\xe9\xef][\x80-\xbf]{2}/gu) ?? [];
  if (whole.length < minCharacters || whole.length * 3 < all * minShare) return undefined;
  const original = Buffer.from(joined, "latin1")
    .toString("utf8")
    .replace(/\ufffd+\??/gu, "□");
  return (original.match(han)?.length ?? 0) >= minCharacters
    ? { original, conversion: "utf8_read_as_gbk_damaged" }
    : undefined;
}
