// In which charset the bytes of a file really are. Any byte above 0x7f is looked at; UTF-8 is tried first, because Chinese
// text in GBK practically never happens to be well-formed UTF-8.
import { decodeText } from "@dedepay/alipay";

export type TextEncoding = "ascii" | "utf-8" | "gbk" | "unknown";

export function textEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes.every((byte) => byte < 0x80)) return "ascii";
  if (!decodeText(bytes, "utf-8").malformed) return "utf-8";
  return decodeText(bytes, "gbk").malformed ? "unknown" : "gbk";
}
