import { readdirSync, readFileSync } from "node:fs";
import { findCodes } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { precedence } from "./precedence.ts";
import { uncheckedCauses } from "./unchecked-causes.ts";

const folder = new URL("../../errors/causes/", import.meta.url);
const pages = readdirSync(folder).map((name) => ({
  name: name.slice(0, -3),
  text: readFileSync(new URL(name, folder), "utf8"),
}));
const withCheck = pages.filter(({ text }) => /^check: /mu.test(text)).map(({ name }) => name);
const without = pages.filter(({ text }) => /^no_check:/mu.test(text)).map(({ name }) => name);
/** What a running gateway finds by itself; its own tests keep them and their pages together. */
const raised = pages.filter(({ text }) => /^raised_by: gateway$/mu.test(text)).map(({ name }) => name);

describe("causes and checks", () => {
  it("have each other: a page with a check has one, a check has its page", () => {
    expect(precedence.map(({ cause }) => cause).toSorted()).toEqual(withCheck.toSorted());
  });

  it("leave no page without either", () => {
    expect([...new Set([...withCheck, ...without, ...raised])].toSorted()).toEqual(
      pages.map(({ name }) => name).toSorted(),
    );
  });

  it("exist for each cause that the look at an installation names", () => {
    const sources = new URL("./installation/", import.meta.url);
    const named = readdirSync(sources)
      .filter((name) => !name.endsWith(".test.ts"))
      .flatMap((name) => [...readFileSync(new URL(name, sources), "utf8").matchAll(/cause: "([a-z0-9-]+)"/gu)])
      .map(([, cause]) => cause);
    expect(named.length).toBeGreaterThan(5);
    expect(pages.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });

  it("give advice in both languages for every cause, checked or not", () => {
    // What the gateway raises has its advice on the incident's page; some are named by words as well.
    const named = Object.keys(uncheckedCauses).filter((cause) => !raised.includes(cause));
    expect(named.toSorted()).toEqual(without.toSorted());
    const advice = [...precedence, ...Object.values(uncheckedCauses)].flatMap((one) => one.advice);
    for (const { zh, en } of advice) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/u);
      expect(en).not.toMatch(/[\u4e00-\u9fff]/u);
    }
  });
});

describe("the codes of the article", () => {
  it.each(["HAS_NO_PRIVILEGE", "TRADE_DATE_MATCH_ERROR", "SELLER_NOT_EXIST", "ILLEGAL_PARTNER"])(
    "%s alone gives its causes, each with a fix and none as more than possible",
    (code) => {
      const { findings } = diagnose(code);
      expect(findings.map(({ cause }) => cause)).toEqual(findCodes(code)[0]?.causes.slice(0, findings.length));
      for (const { confidence, fix } of findings) {
        expect(confidence).toBe("possible");
        expect(fix.length).toBeGreaterThan(0);
      }
      expect(findings.length).toBeGreaterThan(0);
    },
  );
});
