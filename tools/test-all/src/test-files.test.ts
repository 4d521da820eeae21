import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readTestFiles } from "./test-files.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dedepay-test-files-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), path);
}

it("finds tests and what only tests use, in every workspace, and minds no file beside the workspaces", () => {
  for (const folder of ["packages", "examples", "tools"]) mkdirSync(join(root, folder));
  write("packages/one/src/deep/a.test.ts");
  write("packages/one/src/a.ts");
  write("packages/one/generate/b.test.ts");
  write("tools/two/src/testing/server.ts");
  write("examples/vector.json");
  write("examples/no-source/client.php");
  expect(readTestFiles(root).map(({ path }) => path)).toEqual([
    "packages/one/src/deep/a.test.ts",
    "packages/one/generate/b.test.ts",
    "tools/two/src/testing/server.ts",
  ]);
});
