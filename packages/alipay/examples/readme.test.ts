// The README shows the examples as they are: a reader copies what the tests have run.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("./", import.meta.url);
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

test.each(examples)("the README holds %s word for word", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8").trimEnd();
  expect(readme).toContain(`\`\`\`ts\n${text}\n\`\`\`\n`);
});

test("every block of TypeScript in the README is an example", () => {
  expect(readme.match(/^```ts$/gmu)).toHaveLength(examples.length);
});

test("an example is short enough to be read at a glance", () => {
  for (const name of examples) {
    expect(readFileSync(new URL(name, folder), "utf8").split("\n").length, name).toBeLessThanOrEqual(25);
  }
});
