import { describe, expect, it } from "vitest";
import { manifest, problemsOf } from "../testing/problems-of.ts";
import { packageGraph } from "./package-graph.ts";

const tree = {
  "packages/alipay/package.json": manifest("@dedepay/alipay"),
  "packages/alipay/src/index.ts": "export const a: number = 1;",
  "packages/core/package.json": manifest("@dedepay/core", ["@dedepay/alipay"]),
  "packages/core/src/index.ts": 'export { a } from "@dedepay/alipay";',
  "packages/simulator/package.json": manifest("@dedepay/simulator", ["@dedepay/alipay"]),
  "packages/simulator/src/index.ts": "export {};",
  "packages/gateway/package.json": manifest("@dedepay/gateway", ["@dedepay/core"], {
    devDependencies: { "@dedepay/simulator": "0.1.0" },
  }),
  "packages/gateway/src/index.ts": "export {};",
};

describe("package-graph", () => {
  it("accepts an import of a declared package below", () => {
    expect(problemsOf(packageGraph, tree)).toEqual([]);
  });

  it("names an import upwards with its line", () => {
    const files = { ...tree, "packages/core/src/x.ts": '// x\nimport "@dedepay/gateway";' };
    expect(problemsOf(packageGraph, files)).toEqual([
      expect.stringMatching(/^packages\/core\/src\/x\.ts:2 @dedepay\/core may not import @dedepay\/gateway/),
    ]);
  });

  it("sees an upward import which is only a type, a re-export or an import() in a function", () => {
    for (const text of [
      'import type { G } from "@dedepay/gateway";',
      'export type * from "@dedepay/gateway";',
      'export const f = async (): Promise<unknown> => await import("@dedepay/gateway");',
      'export type G = import("@dedepay/gateway").G;',
    ]) {
      expect(problemsOf(packageGraph, { ...tree, "packages/core/src/x.ts": text })).toHaveLength(1);
    }
  });

  it("refuses a private file of another package, by name and by path", () => {
    const byName = { ...tree, "packages/core/src/x.ts": 'import "@dedepay/alipay/src/money.ts";' };
    expect(problemsOf(packageGraph, byName)[0]).toContain('is private: import what you need from "@dedepay/alipay"');
    const byPath = { ...tree, "packages/core/src/x.ts": 'import "../../alipay/src/money.ts";' };
    expect(problemsOf(packageGraph, byPath)[0]).toContain("leaves the package");
  });

  it("lets the published part of a package be imported by its own name", () => {
    const text = 'import "@dedepay/alipay/bill";';
    const manifest = '{"name":"@dedepay/core","dependencies":{"@dedepay/alipay":"0.1.0"}}';
    const files = { ...tree, "packages/core/src/x.ts": text, "packages/core/package.json": manifest };
    expect(problemsOf(packageGraph, files).filter((problem) => problem.includes("private"))).toEqual([]);
  });

  it("lets a test of the gateway use the simulator, and nothing but a test", () => {
    const text = 'import "@dedepay/simulator";';
    expect(problemsOf(packageGraph, { ...tree, "packages/gateway/src/pay.test.ts": text })).toEqual([]);
    expect(problemsOf(packageGraph, { ...tree, "packages/gateway/src/pay.ts": text })).toHaveLength(1);
  });

  it("wants a used package in the dependencies, and a forbidden one out of them", () => {
    const undeclared = { ...tree, "packages/core/package.json": manifest("@dedepay/core") };
    expect(problemsOf(packageGraph, undeclared)[0]).toContain("is not in the dependencies of packages/core");
    const forbidden = { ...tree, "packages/alipay/package.json": manifest("@dedepay/alipay", ["@dedepay/core"]) };
    expect(problemsOf(packageGraph, forbidden)).toEqual([
      expect.stringMatching(/^packages\/alipay\/package\.json @dedepay\/alipay may not depend on @dedepay\/core/),
    ]);
  });
});
