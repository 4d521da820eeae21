// A small strict reader for the XML of Alipay's replies. It refuses what such a reply never holds and an
// attack would: a doctype (and with it entities of its own), processing instructions, mismatched or unclosed
// tags, anything past its limits. It works in one pass without recursion.

import type { Charset } from "../charset.ts";
import { decodeXml } from "./decode-xml.ts";
import { malformedXml } from "./malformed-xml.ts";
import type { XmlElement } from "./xml-element.ts";

export type XmlDocument = { readonly root: XmlElement; readonly charset: Charset };

// A full page of 5000 account entries is about 5 MB; no reply nests deeper than five.
const maxBytes = 16 * 1024 * 1024;
const maxDepth = 16;
const maxElements = 250_000;

type OpenElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

const name = /[A-Za-z_][A-Za-z0-9_.-]*/uy;
const attribute = /\s+([A-Za-z_:][A-Za-z0-9_.:-]*)\s*=\s*(?:"([^<"]*)"|'([^<']*)')/uy;
const tagEnd = /\s*(\/?)>/uy;
// Control characters (tab and line breaks aside) and the two non-characters that XML 1.0 excludes.
const forbiddenCharacter = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u;
const closingTag = /<\/([A-Za-z_][A-Za-z0-9_.-]*)\s*>/uy;

/** Reads one document; AlipayError `malformed_reply` names the rule that it breaks and where. */
export function readXml(bytes: Uint8Array): XmlDocument {
  if (bytes.length > maxBytes) throw malformedXml("too_large");
  const { text, charset } = decodeXml(bytes);
  const reader = new XmlReader(text);
  return { root: reader.read(), charset };
}

class XmlReader {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;
  #elements = 0;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    const forbidden = forbiddenCharacter.exec(this.#text);
    if (forbidden !== null) throw malformedXml("character", forbidden.index);
    while (this.#position < this.#text.length) {
      const next = this.#text.indexOf("<", this.#position);
      const end = next === -1 ? this.#text.length : next;
      this.#characters(this.#text.slice(this.#position, end));
      this.#position = end;
      if (next !== -1) this.#markup();
    }
    if (this.#open.length > 0) throw malformedXml("unclosed_tag", this.#position);
    if (this.#root === undefined) throw malformedXml("no_root");
    return this.#root;
  }

  #characters(raw: string): void {
    if (raw === "") return;
    const parent = this.#open.at(-1);
    if (parent !== undefined) {
      if (raw.includes("]]>")) throw malformedXml("character", this.#position);
      parent.text += resolveEntities(raw, this.#position);
    } else if (/[^ \t\r\n]/u.test(raw)) throw malformedXml("text_outside_root", this.#position);
  }

  #markup(): void {
    const begins = (mark: string): boolean => this.#text.startsWith(mark, this.#position);
    if (begins("<!--")) this.#comment();
    else if (begins("<![CDATA[")) this.#cdata();
    else if (begins("<!")) throw malformedXml("doctype", this.#position);
    else if (begins("<?")) throw malformedXml("processing_instruction", this.#position);
    else if (begins("</")) this.#closeTag();
    else this.#openTag();
  }

  #comment(): void {
    const end = this.#text.indexOf("--", this.#position + 4);
    if (end === -1 || this.#text[end + 2] !== ">") throw malformedXml("comment", this.#position);
    this.#position = end + 3;
  }

  #cdata(): void {
    const end = this.#text.indexOf("]]>", this.#position);
    const parent = this.#open.at(-1);
    if (end === -1 || parent === undefined) throw malformedXml("tag", this.#position);
    parent.text += this.#text.slice(this.#position + 9, end).replace(/\r\n?/gu, "\n");
    this.#position = end + 3;
  }

  #openTag(): void {
    const start = this.#position;
    this.#position += 1;
    const tagName = this.#match(name)?.[0];
    if (tagName === undefined) throw malformedXml("tag", start);
    const attributes: Record<string, string> = {};
    for (let found = this.#match(attribute); found !== undefined; found = this.#match(attribute)) {
      const [, attributeName = "", double, single = ""] = found;
      if (Object.hasOwn(attributes, attributeName)) throw malformedXml("attribute", start);
      Object.defineProperty(attributes, attributeName, {
        value: resolveEntities(double ?? single, start),
        enumerable: true,
      });
    }
    const end = this.#match(tagEnd);
    if (end === undefined) throw malformedXml("tag", start);
    this.#elements += 1;
    if (this.#elements > maxElements) throw malformedXml("too_many_elements", start);
    if (this.#open.length === maxDepth) throw malformedXml("too_deep", start);
    if (this.#root !== undefined) throw malformedXml("several_roots", start);
    const element = { name: tagName, attributes, children: [], text: "" };
    if (end[1] === "/") this.#finish(element);
    else this.#open.push(element);
  }

  #closeTag(): void {
    const start = this.#position;
    const closed = this.#match(closingTag)?.[1];
    const element = this.#open.pop();
    if (closed === undefined) throw malformedXml("tag", start);
    if (element?.name !== closed) throw malformedXml("mismatched_tag", start);
    this.#finish(element);
  }

  #finish(element: XmlElement): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#position = pattern.lastIndex;
    return found;
  }
}

const namedEntities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function resolveEntities(raw: string, position: number): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/gu, "\n") : raw;
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}))?(;?)/gu, (_all, ...groups: unknown[]) => {
    const [decimal, hexadecimal, named, end] = groups.map((group) => (typeof group === "string" ? group : ""));
    const known = namedEntities.get(named ?? "");
    if (end !== ";") throw malformedXml("entity", position);
    if (known !== undefined) return known;
    const digits = decimal || hexadecimal;
    if (!digits) throw malformedXml("entity", position);
    return characterOf(Number.parseInt(digits, decimal ? 10 : 16), position);
  });
}

function characterOf(codePoint: number, position: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const isControl = codePoint < 0x20 && ![0x09, 0x0a, 0x0d].includes(codePoint);
  const isNoCharacter = codePoint > 0x10ffff || codePoint === 0xfffe || codePoint === 0xffff;
  if (isSurrogate || isControl || isNoCharacter) throw malformedXml("character", position);
  return String.fromCodePoint(codePoint);
}
