import { decodeText, encodeText } from "@dedepay/alipay";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeChinese, encodeChinese } from "./gbk-characters.ts";

const texts = fc.array(
  fc.oneof(
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 32, max: 126 }),
  ),
  { maxLength: 12 },
);

describe("GBK character by character", () => {
  it.each(["gbk", "gb2312"] as const)(
    "encodes in %s what the wire library encodes, and refuses what it refuses",
    (charset) => {
      fc.assert(
        fc.property(texts, (codes) => {
          const text = String.fromCharCode(...codes);
          const { bytes, unmappable } = encodeText(text, charset);
          expect(encodeChinese(text, charset)).toBe(unmappable.length > 0 ? undefined : bytes.toString("latin1"));
        }),
        { numRuns: 300 },
      );
    },
  );

  it("decodes what the wire library decodes, and refuses what is malformed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const { text, malformed } = decodeText(bytes, "gbk");
        expect(decodeChinese(Buffer.from(bytes).toString("latin1"))).toBe(malformed ? undefined : text);
      }),
      { numRuns: 2000 },
    );
  });
});
