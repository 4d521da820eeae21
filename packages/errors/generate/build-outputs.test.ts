import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildOutputs } from "./build-outputs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("every generated file is what the pages say today", () => {
  const stale = [...buildOutputs(root)].filter(([name, text]) => readFileSync(`${root}/${name}`, "utf8") !== text);
  expect(stale.map(([name]) => `${name} is stale: npm run generate -w packages/errors`)).toEqual([]);
});
