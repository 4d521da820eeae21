import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Charset, decodeText, encodeText, replaceUnmappable } from "./charset.ts";

function mappable(charset: Charset): string[] {
  const characters: string[] = [];
  for (let unit = 0x80; unit < 0x10000; unit += 1) {
    const character = String.fromCharCode(unit);
    if (encodeText(character, charset).unmappable.length === 0) characters.push(character);
  }
  return characters;
}

describe("charset", () => {
  test("Chinese text becomes the bytes of the declared charset", () => {
    expect(encodeText("测试", "gbk").bytes.toString("hex")).toBe("b2e2cad4");
    expect(encodeText("测试", "gb2312").bytes.toString("hex")).toBe("b2e2cad4");
    expect(encodeText("测试", "utf-8").bytes.toString("hex")).toBe("e6b58be8af95");
  });

  test("what GBK can't hold is reported with its position, never silently replaced", () => {
    const { unmappable } = encodeText("价€5 😀 ok\ud800", "gbk");
    expect(unmappable).toEqual([
      { index: 1, character: "€" },
      { index: 4, character: "😀" },
      { index: 9, character: "\ud800" },
    ]);
  });

  test("utf-8 holds all but a lone surrogate", () => {
    expect(encodeText("😀€\udc00x", "utf-8").unmappable).toEqual([{ index: 3, character: "\udc00" }]);
  });

  test("gb2312 is smaller than gbk: traditional and rare characters are reported", () => {
    expect(encodeText("鎔", "gbk").unmappable).toEqual([]);
    expect(encodeText("朱镕基", "gb2312").unmappable).toEqual([{ index: 1, character: "镕" }]);
  });

  test("gbk holds the 21 791 characters of code page 936, gb2312 the 7 445 of GB 2312-80", () => {
    expect(mappable("gbk")).toHaveLength(21_791);
    expect(mappable("gb2312")).toHaveLength(7_445);
  });

  test("every character that counts as mappable decodes to itself, here and in the WHATWG decoder", () => {
    const text = mappable("gbk").join("");
    const { bytes } = encodeText(text, "gbk");
    expect(decodeText(bytes, "gbk")).toEqual({ text, malformed: false });
    expect(new TextDecoder("gbk", { fatal: true }).decode(bytes)).toBe(text);
  });

  test("the replacement can be written in the charset and says what it replaced", () => {
    expect(replaceUnmappable("a😀b€", "gbk")).toEqual({
      text: "a?b?",
      replaced: [
        { index: 1, character: "😀" },
        { index: 4, character: "€" },
      ],
    });
  });

  test.each<[string, string, Charset]>([
    ["a lone lead byte", "c4", "gbk"],
    ["a lead byte before a quote", "c422", "gbk"],
    ["0xff", "ff", "gbk"],
    ["a four-byte sequence of GB 18030", "81308130", "gbk"],
    ["GBK bytes read as utf-8", "b2e2cad4", "utf-8"],
    ["an overlong utf-8 sequence", "c080", "utf-8"],
    ["a surrogate in utf-8", "eda080", "utf-8"],
  ])("%s is malformed", (_name, hex, charset) => {
    expect(decodeText(Buffer.from(hex, "hex"), charset).malformed).toBe(true);
  });

  test("a byte order mark is text, not swallowed: the signature covers it", () => {
    expect(decodeText(Buffer.from("efbbbf61", "hex"), "utf-8")).toEqual({ text: "\ufeffa", malformed: false });
  });

  test("what encodes without a report decodes to the same text; any bytes decode without an exception", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.uint8Array(),
        fc.constantFrom<Charset>("utf-8", "gbk", "gb2312"),
        (text, bytes, charset) => {
          const encoded = encodeText(text, charset);
          if (encoded.unmappable.length === 0) {
            expect(decodeText(encoded.bytes, charset)).toEqual({ text, malformed: false });
          }
          expect(encodeText(replaceUnmappable(text, charset).text, charset).unmappable).toEqual([]);
          expect(typeof decodeText(bytes, charset).text).toBe("string");
        },
      ),
    );
  });
});
