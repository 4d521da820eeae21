import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkCatalogue } from "./check-catalogue.ts";
import { type Catalogue, type CodePage, readCatalogue } from "./read-catalogue.ts";

const asItIs = readCatalogue(fileURLToPath(new URL("..", import.meta.url)));

function broken(change: (catalogue: Catalogue) => void): string[] {
  const catalogue = structuredClone(asItIs);
  change(catalogue);
  return checkCatalogue(catalogue);
}

function page(catalogue: Catalogue, code: string): CodePage {
  const found = catalogue.codes.find((candidate) => candidate.code === code);
  if (found === undefined) throw new Error(`no page ${code}`);
  return found;
}

describe("checkCatalogue", () => {
  test("finds nothing in the catalogue as it is", () => {
    expect(checkCatalogue(asItIs)).toEqual([]);
  });

  test.each<[what: string, change: (catalogue: Catalogue) => void, complaint: RegExp]>([
    ["a cause without page", (c) => page(c, "ILLEGAL_SIGN").causes.push("made-up"), /cause made-up does not exist/],
    [
      "a cause which no page names",
      (c) => {
        for (const p of [...c.codes, ...c.unified, ...c.topics])
          p.causes = p.causes.filter((n) => n !== "trade-closed");
      },
      /trade-closed.md: no page names this cause/,
    ],
    ["a link to an unknown code", (c) => page(c, "ILLEGAL_SIGN").seeAlso.push("NOPE"), /code NOPE does not exist/],
    [
      "a number outside the sixteen",
      (c) => {
        page(c, "ILLEGAL_SIGN").unified = 1017;
      },
      /number 1017 does not exist/,
    ],
    [
      "an unknown text for the buyer",
      (c) => {
        page(c, "ILLEGAL_SIGN").buyer = "nobody";
      },
      /buyer nobody does not exist/,
    ],
    ["an unknown source", (c) => page(c, "ILLEGAL_SIGN").sources.push("hearsay"), /source hearsay does not exist/],
    ["an alias taken by another code", (c) => page(c, "ILLEGAL_SIGN").aliases.push("illegal_user"), /is taken by/],
    [
      "causes without saying what they rest on",
      (c) => {
        page(c, "ILLEGAL_SIGN").causesBasis = undefined;
      },
      /come together/,
    ],
    [
      "an order claimed for a single cause",
      (c) => {
        Object.assign(page(c, "ILLEGAL_AGENT"), { causesOrdered: true });
      },
      /have no order/,
    ],
    [
      "a shared text which nobody uses",
      (c) => {
        c.buyerTexts["spare"] = { zh: "备用", en: "spare" };
      },
      /no code uses spare/,
    ],
  ])("complains of %s", (_, change, complaint) => {
    expect(broken(change).join("\n")).toMatch(complaint);
  });
});
