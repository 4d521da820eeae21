import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { parameterCount } from "./parameter-count.ts";

const check = (text: string): string[] => problemsOf(parameterCount, { "packages/core/src/x.ts": text });

describe("parameter-count", () => {
  it.each([
    "function f(a: 1, b: 2, c: 3, d: 4): void {}",
    "const f = (a: 1, b: 2, c: 3, d: 4): void => {};",
    "class A { f(a: 1, b: 2, c: 3, ...d: 4[]): void {} }",
    "class A { constructor(a: 1, b: 2, c: 3, d: 4) {} }",
  ])("refuses %s", (text) => {
    expect(check(text)).toEqual([expect.stringContaining("takes 4 positional parameters")]);
  });

  it.each([
    "function f(a: 1, b: 2, c: 3): void {}",
    "function f(this: A, a: 1, b: 2, c: 3): void {}",
    "list.reduce((sum, one, index, all) => sum, 0);",
    "type F = (a: 1, b: 2, c: 3, d: 4) => void;",
  ])("accepts %s", (text) => {
    expect(check(text)).toEqual([]);
  });
});
