import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { listPages } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import { brokenLinks } from "./broken-links.ts";
import { sitePageCount, sitePages } from "./site-pages.ts";

const files = new Map([...sitePages()].map(({ name, text }) => [name, text]));
files.set("search.js", readFileSync(new URL("../browser/search.js", import.meta.url), "utf8"));

describe("the static site", () => {
  it("holds every page in both languages", () => {
    expect(files.size).toBe(sitePageCount() + 1);
    expect(files.size).toBeGreaterThan(2 * new Set(listPages("zh").map(({ kind, id }) => `${kind} ${id}`)).size);
    expect(files.get("errors/ILLEGAL_PARTNER.html")).toContain('<html lang="zh-CN">');
    expect(files.get("en/errors/ILLEGAL_PARTNER.html")).toContain('<html lang="en">');
  });

  it("has no link which leads nowhere", () => {
    expect(brokenLinks(files)).toEqual([]);
    expect(brokenLinks(new Map([["a/b.html", '<a href="../c.html">']]))).toEqual(["a/b.html → ../c.html"]);
  });

  it("keeps file names apart where a disk ignores their case", () => {
    const names = [...files.keys()].map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it("loads nothing from elsewhere", () => {
    for (const text of files.values()) expect(text).not.toMatch(/(?:src|action)="https?:/);
  });
});

describe("the search without a server", () => {
  it.each([
    ["zh", "签约过期", "./causes/contract-expired-or-suspended.html"],
    ["zh", "乱码", "./causes/text-garbled-by-wrong-charset.html"],
    ["zh", "为什么会出现HAS_NO_PRIVILEGE错误?", "./topics/why-has-no-privilege.html"],
    ["zh", "如何解决TRADE_DATE_MATCH_ERROR错误?", "./topics/how-to-solve-trade-date-match-error.html"],
    ["zh", "SELLER_NOT_EXIST错误应该如何处理?", "./topics/seller-not-exist-what-to-do.html"],
    ["zh", "如何避免ILLEGAL_PARTNER错误?", "./topics/how-to-avoid-illegal-partner.html"],
    ["zh", "支付失败", "./topics/payment-failed.html"],
    ["en", "contract expired", "./causes/contract-expired-or-suspended.html"],
  ] as const)("in %s finds for %s first %s", (lang, query, href) => {
    expect(search(lang, query).links[0]).toBe(href);
  });

  it("goes straight to a code in any spelling", () => {
    expect(search("zh", " illegal partner ").wentTo).toBe("./errors/ILLEGAL_PARTNER.html");
    expect(search("en", "invalid-signature").wentTo).toBe("./errors/isv.invalid-signature.html");
  });

  it("leaves the contents alone where nothing is asked, and says when nothing is found", () => {
    expect(search("zh", "").shown).toBe(undefined);
    expect(search("zh", "qwzxv").texts).toContain("没有找到，换几个字试试");
  });
});

type Found = { links: string[]; texts: string[]; wentTo: string | undefined; shown: unknown };

/** Runs the site's own scripts over the few things of a browser that they touch. */
function search(lang: "zh" | "en", query: string): Found {
  const found: Found = { links: [], texts: [], wentTo: undefined, shown: undefined };
  class Element {
    append(): void {}
    set href(value: string) {
      found.links.push(value);
    }
    set textContent(value: string) {
      found.texts.push(value);
    }
  }
  const world = {
    URLSearchParams,
    location: { search: `?q=${encodeURIComponent(query)}`, replace: (to: string) => (found.wentTo = to) },
    document: {
      documentElement: { lang: lang === "zh" ? "zh-CN" : "en" },
      querySelectorAll: () => [],
      createElement: () => new Element(),
      querySelector: () => ({ replaceChildren: (card: unknown) => (found.shown = card) }),
    },
  };
  runInNewContext(`${files.get(lang === "zh" ? "search-index.js" : "en/search-index.js")}`, world);
  runInNewContext(`${files.get("search.js")}`, world);
  return found;
}
