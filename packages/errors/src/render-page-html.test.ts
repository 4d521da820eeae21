import { describe, expect, test } from "vitest";
import {
  type CodePage,
  listPages,
  loadPage,
  pageHref,
  renderPageHtml,
  renderSearchHtml,
  searchPages,
} from "./index.ts";

function codePage(id: string): CodePage {
  const page = loadPage("code", id, "zh");
  if (page?.kind !== "code") throw new Error(`no code page ${id}`);
  return page;
}

describe("renderPageHtml", () => {
  test("escapes whatever stands in a page", () => {
    const hostile = `<script>alert("1")</script>'&`;
    const html = renderPageHtml({
      ...codePage("ILLEGAL_SIGN"),
      id: hostile,
      title: hostile,
      body: hostile,
      sources: [hostile],
    });
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;");
  });

  test("links to codes, causes and topics below the base, each name encoded", () => {
    const html = renderPageHtml(codePage("ILLEGAL_SIGN"), { base: "/help" });
    expect(html).toContain('href="/help/causes/key-with-white-space"');
    expect(html).toContain('href="/help/errors/isv.invalid-signature"');
    expect(html).toContain('action="/help/errors"');
    expect(pageHref({ kind: "code", id: "resultStatus=6001" })).toBe("/errors/resultStatus%3D6001");
    expect(pageHref({ kind: "topic", id: "unpaid" }, "/x")).toBe("/x/topics/unpaid");
  });

  test("carries the nonce of the style, loads nothing and runs nothing", () => {
    const html = renderPageHtml(codePage("ILLEGAL_SIGN"), { styleNonce: "abc" });
    expect(html).toContain('<style nonce="abc">');
    expect(html).not.toMatch(
      /<script|<link(?! rel="icon" href="data:,")|<img|(?:src|href|action)="https?:|\son[a-z]+=/,
    );
  });

  test("says its language and offers the other", () => {
    const html = renderPageHtml(codePage("ILLEGAL_SIGN"));
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('<a class="lang" href="?lang=en" hreflang="en" lang="en">English</a>');
  });

  test.each(["zh", "en"] as const)("closes every element it opens on every page in %s", (lang) => {
    for (const { kind, id } of listPages(lang)) {
      const page = loadPage(kind, id, lang);
      if (page === undefined) throw new Error(`no page ${id}`);
      expect(unclosed(renderPageHtml(page)), id).toEqual([]);
    }
  });
});

describe("renderSearchHtml", () => {
  test("shows the query again, escaped, and links the hits", () => {
    const html = renderSearchHtml(`"><b>乱码`, searchPages("乱码", "zh"), { lang: "zh" });
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;乱码"');
    expect(html).toContain('href="/causes/text-garbled-by-wrong-charset"');
    expect(html).toContain("&amp;q=%22%3E%3Cb%3E");
  });

  test("says so when nothing was found", () => {
    expect(renderSearchHtml("qwzxv", [], { lang: "zh" })).toContain("没有找到");
  });
});

// Elements left open or closed out of order; void elements need no end.
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (["meta", "link", "input", "br"].includes(name)) continue;
    if (slash === "") open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}
