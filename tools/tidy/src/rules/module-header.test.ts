import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { moduleHeader } from "./module-header.ts";

const check = (text: string): string[] => problemsOf(moduleHeader, { "packages/core/src/x.ts": text });
const line = "// What it is for.\n";

describe("module-header", () => {
  it.each([`${line}export {};\n`, `${line.repeat(6)}export {};\n`, "/* What\n   it is for. */\nexport {};\n"])(
    "accepts %j",
    (text) => {
      expect(check(text)).toEqual([]);
    },
  );

  it("refuses a file without a header and one with an essay", () => {
    expect(check("export {};\n")).toEqual([expect.stringContaining("x.ts:1 has a header of 0 lines")]);
    expect(check(`\n${line}export {};\n`)).toHaveLength(1);
    expect(check(line.repeat(7))).toEqual([expect.stringContaining("7 lines")]);
  });

  it("leaves tests alone", () => {
    expect(problemsOf(moduleHeader, { "packages/core/src/x.test.ts": "export {};" })).toEqual([]);
  });
});
