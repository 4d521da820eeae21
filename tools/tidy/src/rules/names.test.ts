import { describe, expect, it } from "vitest";
import { manifest, problemsOf } from "../testing/problems-of.ts";
import { barrels } from "./barrels.ts";
import { fileNames } from "./file-names.ts";
import { numberedTests } from "./numbered-tests.ts";

const at = (path: string): Record<string, string> => ({ [path]: "export {};" });

describe("barrels", () => {
  const tree = {
    "packages/core/package.json": manifest("@dedepay/core"),
    "packages/core/src/index.ts": 'export * from "./x.ts";',
  };

  it("accepts the package's own index", () => {
    expect(problemsOf(barrels, tree)).toEqual([]);
  });

  it("refuses a second index and a file which only passes on", () => {
    expect(problemsOf(barrels, { ...tree, "packages/core/src/inner/index.ts": "export const a = 1;" })).toHaveLength(1);
    expect(problemsOf(barrels, { ...tree, "packages/core/src/all.ts": 'export { a } from "./x.ts";' })).toHaveLength(1);
    expect(problemsOf(barrels, { ...tree, "packages/core/src/one.ts": "const a = 1; export { a };" })).toEqual([]);
  });
});

describe("file-names", () => {
  it.each(["utils.ts", "date-utils.ts", "helpers/a.ts", "common/a.ts", "order-manager.ts"])("refuses %s", (name) => {
    expect(problemsOf(fileNames, at(`packages/core/src/${name}`))).toEqual([expect.stringContaining("says nothing")]);
  });

  it.each(["createPayment.ts", "Payment.ts", "pay_page.ts"])("refuses %s, which is not kebab-case", (name) => {
    expect(problemsOf(fileNames, at(`packages/core/src/${name}`))).toEqual([expect.stringContaining("kebab-case")]);
  });

  it.each(["create-payment.ts", "rsa2.ts", "pay.e2e.test.ts", "helpfulness.ts"])("accepts %s", (name) => {
    expect(problemsOf(fileNames, at(`packages/core/src/${name}`))).toEqual([]);
  });
});

describe("numbered-tests", () => {
  it.each(["payment-2.test.ts", "2-payment.test.ts", "part3.sim.test.ts"])("refuses %s", (name) => {
    expect(problemsOf(numberedTests, at(`packages/core/src/${name}`))).toHaveLength(1);
  });

  it("accepts a number which is part of a name", () => {
    expect(problemsOf(numberedTests, at("packages/core/src/md5.test.ts"))).toEqual([]);
    const files = { ...at("packages/core/src/sha-256.ts"), ...at("packages/core/src/sha-256.test.ts") };
    expect(problemsOf(numberedTests, files)).toEqual([]);
  });
});
