import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../testing/problems-of.ts";
import { docsCompile } from "./docs-compile.ts";
import { docsLinks } from "./docs-links.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const page = (...lines: string[]): string => ["# Page", "", ...lines].join("\n");

describe("docs-compile", () => {
  it("accepts a block which compiles by itself", () => {
    const text = page("```ts", 'import { createHash } from "node:crypto";', 'createHash("md5").digest("hex");', "```");
    expect(problemsOf(docsCompile, { "docs/x.md": text }, root)).toEqual([]);
  });

  it("names the document's line of a type error", () => {
    const text = page("```ts", "const a = 1;", "const b: string = a;", "```", "```sh", "const c: = ;", "```");
    expect(problemsOf(docsCompile, { "docs/x.md": text }, root)).toEqual([
      expect.stringMatching(/^docs\/x\.md:5 TS2322/),
    ]);
  });

  it("names an import which the package does not have", () => {
    const text = page(
      "```typescript",
      'import { nothingOfThatName } from "@dedepay/core";',
      "nothingOfThatName();",
      "```",
    );
    expect(problemsOf(docsCompile, { "README.md": text }, root)).toEqual([expect.stringMatching(/^README\.md:4 /)]);
  });
});

describe("docs-links", () => {
  it("names a relative link which leads nowhere, with its line", () => {
    const files = { "docs/x.md": page("[a](./y.md) [b](../README.md#top) [c](https://example.com/) [d](lost.md)") };
    const all = { ...files, "docs/y.md": "", "README.md": "" };
    expect(problemsOf(docsLinks, all)).toEqual([expect.stringMatching(/^docs\/x\.md:3 the link to lost\.md/)]);
  });

  it("accepts a link to a folder", () => {
    expect(problemsOf(docsLinks, { "README.md": "[d](docs/)", "docs/x.md": "" })).toEqual([]);
  });
});
