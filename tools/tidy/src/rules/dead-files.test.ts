import { describe, expect, it } from "vitest";
import { manifest, problemsOf } from "../testing/problems-of.ts";
import { deadFiles } from "./dead-files.ts";

const tree = {
  "packages/core/package.json": manifest("@dedepay/core"),
  "packages/core/src/index.ts": 'export * from "./used.ts";',
  "packages/core/src/used.ts": "export {};",
};

describe("dead-files", () => {
  it("accepts what the index reaches, also by import() and as a worker's URL", () => {
    const files = {
      ...tree,
      "packages/core/src/used.ts":
        'await import("./lazy.ts"); new Worker(new URL("./worker.js", import.meta.url)); export {};',
      "packages/core/src/lazy.ts": "export {};",
      "packages/core/src/worker.ts": "export {};",
    };
    expect(problemsOf(deadFiles, files)).toEqual([]);
  });

  it("names a file which nothing reaches", () => {
    const files = { ...tree, "packages/core/src/lost.ts": "export {};" };
    expect(problemsOf(deadFiles, files)).toEqual([expect.stringMatching(/lost\.ts no entry and no test reaches it/)]);
  });

  it("names two files which reach only each other", () => {
    const files = {
      ...tree,
      "packages/core/src/p.ts": 'import "./q.ts";',
      "packages/core/src/q.ts": 'import "./p.ts";',
    };
    expect(problemsOf(deadFiles, files)).toHaveLength(2);
  });

  it("lets only files of a testing folder live for tests alone", () => {
    const files = {
      ...tree,
      "packages/core/src/a.test.ts": 'import "./testing/world.ts"; import "./half-dead.ts";',
      "packages/core/src/testing/world.ts": "export {};",
      "packages/core/src/half-dead.ts": "export {};",
    };
    expect(problemsOf(deadFiles, files)).toEqual([expect.stringMatching(/half-dead\.ts only tests reach it/)]);
  });

  it("counts a file which a script or the command's stub starts as an entry", () => {
    const files = {
      "package.json": JSON.stringify({ scripts: { tidy: "node tools/tidy/dist/main.js" } }),
      "tools/tidy/package.json": JSON.stringify({ name: "tidy" }),
      "tools/tidy/src/main.ts": "export {};",
      "packages/cli/package.json": JSON.stringify({ name: "dedepay", bin: { dedepay: "./bin/dedepay.js" } }),
      "packages/cli/bin/dedepay.js": 'import "../dist/main.js";',
      "packages/cli/src/main.ts": "export {};",
      "packages/errors/package.json": JSON.stringify({
        name: "errors",
        scripts: { generate: "node generate/dist/main.js" },
      }),
      "packages/errors/generate/main.ts": "export {};",
    };
    expect(problemsOf(deadFiles, files)).toEqual([]);
  });
});
