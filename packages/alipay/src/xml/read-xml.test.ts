import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { readXml } from "./read-xml.ts";
import { elementAt } from "./xml-element.ts";

function ruleOf(xml: string | Uint8Array): string | undefined {
  try {
    readXml(typeof xml === "string" ? Buffer.from(xml) : xml);
  } catch (error) {
    if (error instanceof AlipayError) return `${error.kind}/${error.violations?.[0]?.rule}`;
    throw error;
  }
  return undefined;
}

describe("the XML reader", () => {
  test("elements, attributes, entities and CDATA are read; nothing is trimmed", () => {
    const { root, charset } = readXml(
      Buffer.from(`<?xml version="1.0" encoding="utf-8"?>
<alipay><request><param name="subject">a &amp; &#33590;&#x2603;</param></request><x/><!-- no --><y> <![CDATA[<&>]]> </y></alipay>
`),
    );
    expect(charset).toBe("utf-8");
    expect(elementAt(root, "request", "param")).toEqual({
      name: "param",
      attributes: { name: "subject" },
      children: [],
      text: "a & 茶☃",
    });
    expect(elementAt(root, "x")?.text).toBe("");
    expect(elementAt(root, "y")?.text).toBe(" <&> ");
  });

  test("the declared encoding decides, gbk included", () => {
    const bytes = encodeText('<?xml version="1.0" encoding="GBK"?><a>茶</a>', "gbk").bytes;
    expect(readXml(bytes)).toMatchObject({ charset: "gbk", root: { text: "茶" } });
    const mistaken = Buffer.from(bytes.toString("latin1").replace("GBK", "utf-8"), "latin1");
    expect(ruleOf(mistaken)).toBe("malformed_reply/not_in_declared_encoding");
  });

  test.each([
    ["a doctype", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "doctype"],
    ["an entity of its own", "<a>&x;</a>", "entity"],
    ["a bare ampersand", "<a>a & b</a>", "entity"],
    ["an ampersand at the end", "<a>a&</a>", "entity"],
    ["mismatched tags", "<a><b></a></b>", "mismatched_tag"],
    ["a tag too many", "<a></a></a>", "mismatched_tag"],
    ["an unclosed tag", "<a><b></b>", "unclosed_tag"],
    ["a tag cut off", "<a><b", "tag"],
    ["an attribute without quotes", "<a b=c></a>", "tag"],
    ["an attribute twice", '<a b="1" b="2"></a>', "attribute"],
    ["two roots", "<a/><b/>", "several_roots"],
    ["text after the root", "<a/>x", "text_outside_root"],
    ["nothing", "", "no_root"],
    ["a processing instruction", "<a><?php ?></a>", "processing_instruction"],
    ["a second declaration", '<?xml version="1.0"?><?xml version="1.0"?><a/>', "processing_instruction"],
    ["a comment that never ends", "<a><!-- x</a>", "comment"],
    ["a character reference to a surrogate", "<a>&#xD800;</a>", "character"],
    ["a character reference past Unicode", "<a>&#x110000;</a>", "character"],
    ["NUL", "<a>\0</a>", "character"],
    ["seventeen levels", "<a>".repeat(17) + "</a>".repeat(17), "too_deep"],
    ["another encoding", '<?xml version="1.0" encoding="utf-16"?><a/>', "unknown_encoding"],
    ["an HTML page", "<html><head><meta charset=gbk></head></html>", "tag"],
  ])("%s is refused by name", (_name, xml, rule) => {
    expect(ruleOf(xml)).toBe(`malformed_reply/${rule}`);
  });

  test("a huge document, a long run of open tags and a million ampersands are refused quickly", () => {
    expect(ruleOf(Buffer.alloc(16 * 1024 * 1024 + 1, 0x20))).toBe("malformed_reply/too_large");
    expect(ruleOf(`<a>${"<b/>".repeat(250_001)}</a>`)).toBe("malformed_reply/too_many_elements");
    expect(ruleOf(`<a>${"&".repeat(1_000_000)}</a>`)).toBe("malformed_reply/entity");
    expect(ruleOf(`<a ${" ".repeat(1_000_000)}`)).toBe("malformed_reply/tag");
    expect(ruleOf(`<a${` ${"x".repeat(50)}`.repeat(20_000)}`)).toBe("malformed_reply/tag");
  });

  test("whatever the bytes are, a document or an AlipayError comes out", () => {
    const piece = fc.constantFrom(
      "<a>",
      "</a>",
      "<a/>",
      "&amp;",
      "&#",
      ";",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      '"',
      "=",
      "<?xml",
      "?>",
      "茶",
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => Buffer.from(pieces.join(""))),
          fc.uint8Array(),
        ),
        (bytes) => {
          expect(ruleOf(bytes) ?? "malformed_reply/").toMatch(/^malformed_reply\//u);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("any text survives being escaped and read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const escaped = text.replace(/[&<>\r]/gu, (character) => `&#${character.codePointAt(0)};`);
        expect(readXml(Buffer.from(`<a>${escaped}</a>`)).root.text).toBe(text);
      }),
    );
  });
});
