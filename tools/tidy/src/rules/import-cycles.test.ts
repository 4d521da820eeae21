import { describe, expect, it } from "vitest";
import { manifest, problemsOf } from "../testing/problems-of.ts";
import { importCycles } from "./import-cycles.ts";

describe("import-cycles", () => {
  it("draws the way of a cycle once", () => {
    const files = {
      "packages/core/src/a.ts": 'import "./b.ts";',
      "packages/core/src/b.ts": 'import type { C } from "./c.ts";',
      "packages/core/src/c.ts": 'export * from "./a.ts";',
      "packages/core/src/d.ts": 'import "./a.ts";',
    };
    expect(problemsOf(importCycles, files)).toEqual([
      expect.stringContaining(
        "packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/c.ts → packages/core/src/a.ts",
      ),
    ]);
  });

  it("sees a cycle which goes through a package's name", () => {
    const files = {
      "packages/a/package.json": manifest("@dedepay/a"),
      "packages/a/src/index.ts": 'export * from "./x.ts";',
      "packages/a/src/x.ts": 'import "@dedepay/b";',
      "packages/b/package.json": manifest("@dedepay/b"),
      "packages/b/src/index.ts": 'import "@dedepay/a";',
    };
    expect(problemsOf(importCycles, files)).toHaveLength(1);
  });

  it("sees a file which imports itself", () => {
    expect(problemsOf(importCycles, { "packages/core/src/a.ts": 'import "./a.ts";' })).toHaveLength(1);
  });

  it("accepts two ways to one file", () => {
    const files = {
      "packages/core/src/a.ts": 'import "./b.ts"; import "./c.ts";',
      "packages/core/src/b.ts": 'import "./c.ts";',
      "packages/core/src/c.ts": "export {};",
    };
    expect(problemsOf(importCycles, files)).toEqual([]);
  });
});
