import { expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { moneyRules } from "./money-rules.ts";

const test = 'it("is paid once", () => {});\nit.each(rows)(`is kept by %s`, () => {});\n';
const table = (...rows: string[]): Record<string, string> => ({
  "docs/rules-of-money.md": ["# Rules", "", "| rule | held by |", "|---|---|", ...rows].join("\n"),
  "packages/core/src/decide.test.ts": test,
});

it("accepts a rule whose tests are there under the titles that it names", () => {
  const links =
    "[is paid once](../packages/core/src/decide.test.ts)<br>[is kept by %s](../packages/core/src/decide.test.ts)";
  expect(problemsOf(moneyRules, table(`| Once | ${links} |`))).toEqual([]);
});

it("names a rule without a test, a title that is no test's, and a file that is not there", () => {
  const rows = [
    "| Once | by care |",
    "| Once | [is paid](../packages/core/src/decide.test.ts) |",
    "| Once | [is paid once](../packages/core/src/lost.test.ts) |",
  ];
  expect(problemsOf(moneyRules, table(...rows))).toEqual([
    expect.stringMatching(/^docs\/rules-of-money\.md:5 no test holds this rule/),
    expect.stringMatching(/^docs\/rules-of-money\.md:6 packages\/core\/src\/decide\.test\.ts has no test "is paid"/),
    expect.stringMatching(/^docs\/rules-of-money\.md:7 packages\/core\/src\/lost\.test\.ts has no test/),
  ]);
});
