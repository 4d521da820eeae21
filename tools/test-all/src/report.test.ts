import { describe, expect, it } from "vitest";
import { addFigures, noFigures, readFigures, verdict } from "./report.ts";

const root = "/r";
const test = (status: string, title = "t"): object => ({ ancestorTitles: ["suite"], title, status });

function report(files: object[], counts: Record<string, number>): string {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return JSON.stringify({ ...none, ...counts, testResults: files });
}

describe("the figures of a run", () => {
  it("are the runner's own, with each failure and each skipped suite by name", () => {
    const json = report(
      [
        {
          name: "/r/a.test.ts",
          status: "failed",
          assertionResults: [test("passed"), test("failed", "breaks"), test("skipped"), test("pending")],
        },
      ],
      { numPassedTests: 1, numFailedTests: 1, numPendingTests: 2 },
    );
    expect(readFigures(json, { root, exitCode: 1 })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      failures: ["a.test.ts › suite › breaks"],
      skippedSuites: [{ name: "a.test.ts › suite", tests: 2 }],
    });
  });

  it("count a file which did not load as a failure, though no test of it failed", () => {
    const file = { name: "/r/a.test.ts", status: "failed", message: "Cannot find x\n at", assertionResults: [] };
    const figures = readFigures(report([file], { numPassedTests: 5 }), { root, exitCode: 1 });
    expect(figures).toMatchObject({ passed: 5, failed: 1, failures: ["a.test.ts did not load: Cannot find x"] });
  });

  it("count an error outside of every test as a failure", () => {
    const figures = readFigures(report([], { numPassedTests: 5 }), { root, exitCode: 1 });
    expect(figures.failed).toBe(1);
  });

  it("of two runs add up", () => {
    const one = { ...noFigures, passed: 3, skipped: 1 };
    expect(addFigures(one, one)).toMatchObject({ passed: 6, failed: 0, skipped: 2 });
  });
});

describe("the verdict on a run", () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, true, undefined],
    [{ passed: 3, failed: 0, skipped: 1 }, false, undefined],
    [{ passed: 3, failed: 0, skipped: 1 }, true, "with CI=true a skipped test is a failure"],
    [{ passed: 3, failed: 1, skipped: 0 }, false, "a test failed"],
    [{ passed: 0, failed: 0, skipped: 0 }, false, "no test ran"],
    [{ passed: 0, failed: 0, skipped: 9 }, false, "no test ran"],
  ])("on %o with CI=%s is %s", (counts, ci, expected) => {
    expect(verdict({ ...noFigures, ...counts }, ci)).toBe(expected);
  });
});
