// GBK and GB2312 character by character, each looked up once in the wire library and then remembered: a search converts the
// same few hundred characters thousands of times.
import { type Charset, decodeText, encodeText } from "@dedepay/alipay";

type ChineseCharset = Exclude<Charset, "utf-8">;

const bytesOf: Readonly<Record<ChineseCharset, Map<string, string | undefined>>> = {
  gbk: new Map(),
  gb2312: new Map(),
};
const characterOf = new Map<string, string | undefined>();

/** Bytes of the text, one character a byte; undefined where the charset can't hold it. */
export function encodeChinese(text: string, charset: ChineseCharset): string | undefined {
  const known = bytesOf[charset];
  let bytes = "";
  for (const character of text) {
    if (character <= "\x7f") {
      bytes += character;
      continue;
    }
    let pair = known.get(character);
    if (pair === undefined && !known.has(character)) {
      pair = encodedOnce(character, charset);
      known.set(character, pair);
    }
    if (pair === undefined) return undefined;
    bytes += pair;
  }
  return bytes;
}

function encodedOnce(character: string, charset: ChineseCharset): string | undefined {
  const { bytes, unmappable } = encodeText(character, charset);
  return unmappable.length > 0 ? undefined : bytes.toString("latin1");
}

/** Text of GBK bytes, one character a byte; undefined where they are malformed. */
export function decodeChinese(bytes: string): string | undefined {
  let text = "";
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes.charCodeAt(index);
    if (lead < 0x80) {
      text += bytes[index];
      continue;
    }
    const isPair = lead > 0x80 && lead < 0xff && index + 1 < bytes.length;
    const pair = isPair ? bytes.slice(index, index + 2) : bytes.slice(index, index + 1);
    let character = characterOf.get(pair);
    if (character === undefined && !characterOf.has(pair)) {
      character = decodedOnce(pair);
      characterOf.set(pair, character);
    }
    if (character === undefined) return undefined;
    text += character;
    index += pair.length - 1;
  }
  return text;
}

function decodedOnce(pair: string): string | undefined {
  const { text, malformed } = decodeText(Buffer.from(pair, "latin1"), "gbk");
  return malformed ? undefined : text;
}
