import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { focusedTests } from "./focused-tests.ts";
import { scenarioTests } from "./scenario-tests.ts";

describe("focused-tests", () => {
  const check = (text: string): string[] => problemsOf(focusedTests, { "packages/core/src/x.test.ts": text });

  it.each([
    'it.only("a", f);',
    'describe.skip("a", f);',
    'test.todo("a");',
    'it.concurrent.only("a", f);',
    'it.each([1]).skip("a", f);',
  ])("refuses %s", (text) => {
    expect(check(text)).toHaveLength(1);
  });

  it.each(['it("a", f);', 'it.skipIf(!chromium)("a", f);', "stream.skip(1);", "list.only;"])("accepts %s", (text) => {
    expect(check(text)).toEqual([]);
  });
});

describe("scenario-tests", () => {
  const scenario = "packages/simulator/src/scenarios/notify-twice.ts";

  it("names a scenario without a test", () => {
    expect(problemsOf(scenarioTests, { [scenario]: "export {};" })).toEqual([expect.stringContaining(scenario)]);
  });

  it("accepts a test beside it, and one which plays it by name", () => {
    const beside = { [scenario]: "export {};", "packages/simulator/src/scenarios/notify-twice.test.ts": "export {};" };
    expect(problemsOf(scenarioTests, beside)).toEqual([]);
    const byName = { [scenario]: "export {};", "packages/gateway/src/x.sim.test.ts": 'play("notify-twice");' };
    expect(problemsOf(scenarioTests, byName)).toEqual([]);
  });

  it("is not content with a test whose name merely begins alike", () => {
    const files = {
      [scenario]: "export {};",
      "packages/simulator/src/scenarios/notify-twice-late.test.ts": "export {};",
    };
    expect(problemsOf(scenarioTests, files)).toHaveLength(1);
  });
});
