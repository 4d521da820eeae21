import { describe, expect, test } from "vitest";
import { type CataloguePage, findCode, listPages, loadCodePage, loadPage, type PageLink } from "./index.ts";

function load(kind: "code" | "cause" | "topic", id: string, lang: "zh" | "en" = "zh"): CataloguePage {
  const page = loadPage(kind, id, lang);
  if (page === undefined) throw new Error(`no page ${kind} ${id}`);
  return page;
}

function linksOf(page: CataloguePage): readonly PageLink[] {
  switch (page.kind) {
    case "code":
      return [...page.causes, ...page.seeAlso];
    case "unified":
      return page.causes;
    case "cause":
      return page.codes;
    case "topic":
      return [...page.codes, ...page.causes];
  }
}

describe("loadPage", () => {
  test.each(["zh", "en"] as const)(
    "opens every listed page in %s, and every link of every page leads somewhere",
    (lang) => {
      const listed = listPages(lang);
      expect(listed.length).toBeGreaterThan(683 + 16 + 100);
      for (const { kind, id, title } of listed) {
        const page = load(kind, id, lang);
        expect(page.title, id).not.toBe("");
        expect(title).not.toBe("");
        for (const link of linksOf(page)) {
          expect(loadPage(link.kind, link.id, lang), `${id} links to ${link.id}`).toBeDefined();
          expect(link.title).not.toBe(link.id);
        }
      }
    },
  );

  test("a code page brings its policy, its causes with a fix, and its sources", () => {
    const page = load("code", "HAS_NO_PRIVILEGE");
    if (page.kind !== "code") throw new Error("a code page was expected");
    expect(page.policy.unified).toBe(1010);
    expect(page.causes.map((link) => link.id)).toContain("contract-does-not-cover-service");
    expect(page.causes.every((link) => link.fix !== undefined && link.fix !== "")).toBe(true);
    expect(page.causesBasis).toBe("reported");
    expect(page.body).toContain("create_direct_pay_by_user");
    expect(page.sources.length).toBeGreaterThan(0);
  });

  test("another spelling shows its own note and then the text of the real code", () => {
    const page = load("code", "TRADE_DATE_MATCH_ERROR", "en");
    if (page.kind !== "code") throw new Error("a code page was expected");
    expect(page.sameAs).toBe("TRADE_DATA_MATCH_ERROR");
    expect(page.body).toMatch(/Alipay has no such code[\s\S]*Alipay remembers what was first submitted/);
  });

  test("one of the sixteen opens by its number, and an alias by its meaning", () => {
    expect(load("code", "1013")).toMatchObject({ kind: "unified", title: "请求重复" });
    expect(load("code", "invalid-signature")).toMatchObject({ kind: "code", id: "isv.invalid-signature" });
  });

  test("a cause page has its sections in reading order and names the codes it explains", () => {
    const page = load("cause", "seller-email-stale", "en");
    if (page.kind !== "cause") throw new Error("a cause page was expected");
    expect(page.sections.map((section) => section.name)).toEqual([
      "happened",
      "confirm",
      "owner",
      "developer",
      "dedecms",
    ]);
    expect(page.codes.map((link) => link.id)).toContain("SELLER_NOT_EXIST");
    expect(page.check).toBe("seller-email-stale");
  });

  test("a cause no machine can find says why", () => {
    const page = load("cause", "risk-control-refused");
    expect(page).toMatchObject({ kind: "cause" });
    expect(page).not.toHaveProperty("check");
    expect(page).toHaveProperty("noCheck");
  });

  test.each([
    ["code", "1017"],
    ["code", "NOT_A_CODE"],
    ["cause", "constructor"],
    ["cause", "no-such-cause"],
    ["topic", "__proto__"],
  ] as const)("gives undefined for the %s %s", (kind, id) => {
    expect(loadPage(kind, id, "zh")).toBeUndefined();
  });

  test("a name that exists twice can be opened in either namespace", () => {
    const policy = findCode("SYSTEM_ERROR", "openapi");
    if (policy === undefined) throw new Error("SYSTEM_ERROR is missing");
    expect(loadCodePage(policy, "zh").policy.namespace).toBe("openapi");
    expect(load("code", "SYSTEM_ERROR")).toMatchObject({ policy: { namespace: "mapi" } });
  });
});
