// Recognises text that went through a wrong conversion and turns it back. Claims something only where the way back is
// exact and ends in plausible Chinese.
import { fromByteText, toByteText } from "../evidence/byte-text.ts";

export type Restored = {
  readonly original: string;
  readonly conversion:
    | "utf8_read_as_gbk"
    | "utf8_read_as_latin1"
    | "gbk_read_as_latin1"
    | "gbk_read_as_utf8"
    | "utf8_read_as_gbk_damaged";
};

const han = /[\u4e00-\u9fff]/gu;

/** The original of garbled text; undefined where nothing shows that it is garbled. */
export function restoreMojibake(text: string): Restored | undefined {
  if (text.length > 4000 || /^[\0-\x7f]*$/u.test(text)) return undefined;
  if (text.includes("锟斤拷") || text.includes("\ufffd\ufffd")) return { original: "", conversion: "gbk_read_as_utf8" };
  const asGbk = toByteText(text, "gbk");
  const fromGbk = asGbk === undefined ? undefined : fromByteText(asGbk, "utf-8");
  // Few real phrases have GBK bytes that are good UTF-8; none of them gets more Chinese characters by it than it lost.
  if (fromGbk !== undefined && isPlausible(fromGbk) && count(fromGbk) < count(text)) {
    return { original: fromGbk, conversion: "utf8_read_as_gbk" };
  }
  if (/^[\0-\xff]*$/u.test(text)) {
    const utf8 = fromByteText(text, "utf-8");
    if (utf8 !== undefined && isPlausible(utf8)) return { original: utf8, conversion: "utf8_read_as_latin1" };
    const gbk = fromByteText(text, "gbk");
    if (gbk !== undefined && isPlausible(gbk) && /[\x80-\xff]{4}/u.test(text))
      return { original: gbk, conversion: "gbk_read_as_latin1" };
  }
  // An odd number of bytes leaves a question mark where the last one was.
  if (
    /[\u6d93\u6d60\u93c0\u93ba\u7490\u9225\u95bf\u6d7c\u9417\u59dd\u5a34\u940e\u9359\u935f]/u.test(text) &&
    /[?\ufffd]/u.test(text)
  ) {
    return { original: "", conversion: "utf8_read_as_gbk_damaged" };
  }
  return undefined;
}

function count(text: string): number {
  return text.length;
}

function isPlausible(text: string): boolean {
  const characters = text.match(han)?.length ?? 0;
  const other = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return characters > 0 && characters >= other / 2 && !text.includes("\ufffd");
}
