import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { fileLength } from "./file-length.ts";
import { functionLength } from "./function-length.ts";

const lines = (count: number): string => "x();\n".repeat(count);
const path = "packages/core/src/x.ts";

describe("file-length", () => {
  it("allows 400 lines and refuses the next", () => {
    expect(problemsOf(fileLength, { [path]: lines(400) })).toEqual([]);
    expect(problemsOf(fileLength, { [path]: lines(401) })).toEqual([expect.stringContaining("401 lines")]);
  });

  it("leaves generated files alone", () => {
    expect(problemsOf(fileLength, { "packages/errors/src/generated/x.ts": lines(900) })).toEqual([]);
  });
});

describe("function-length", () => {
  const declared = (count: number): string => `// head\nexport function long(): void {\n${lines(count)}}\n`;

  it("allows 70 lines with head and brace and refuses the next, by name and line", () => {
    expect(problemsOf(functionLength, { [path]: declared(68) })).toEqual([]);
    expect(problemsOf(functionLength, { [path]: declared(69) })).toEqual([
      expect.stringContaining("x.ts:2 long has 71"),
    ]);
  });

  it("sees arrow functions and methods", () => {
    expect(problemsOf(functionLength, { [path]: `const run = () => {\n${lines(80)}};` })[0]).toContain("run has");
    expect(problemsOf(functionLength, { [path]: `class A {\n  go() {\n${lines(80)}}\n}` })[0]).toContain("go has");
  });

  it("leaves the blocks of a test file alone", () => {
    const text = `describe("x", () => {\n${lines(90)}});`;
    expect(problemsOf(functionLength, { "packages/core/src/x.test.ts": text })).toEqual([]);
  });
});
