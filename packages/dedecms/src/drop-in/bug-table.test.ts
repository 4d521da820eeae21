// Holds docs/dedecms-bugs.md against the tests that it names.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../../../..");
const table = readFileSync(join(repository, "docs/dedecms-bugs.md"), "utf8");
const rows = [...table.matchAll(/^\| ([A-Z]\d+[^|]*) \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, ids = "", stock = "", ours = ""]) => ({ ids: ids.split(", "), files: `${stock} ${ours}` }),
);
const folders = ["packages/dedecms/src/drop-in", "packages/gateway/src/use-cases"];
const tests = new Map(
  folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => [basename(name), readFileSync(join(repository, folder, name), "utf8")] as const),
  ),
);
const count = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

describe("the table of the stock plugin's bugs", () => {
  it("has each id once", () => {
    const all = [...count("C", 11), ...count("T", 5), ...count("L", 11), ...count("V", 8), ...count("I", 2)];
    expect(rows.flatMap(({ ids }) => ids)).toEqual([...all, ...count("D", 8)]);
  });

  it.each(rows.map(({ ids, files }) => [ids.join(", "), files] as const))(
    "names tests for %s which say so",
    (id, files) => {
      for (const [, file = ""] of files.matchAll(/`([\w.-]+\.test\.ts)`/g)) {
        const text = tests.get(file);
        expect(text, file).toBeDefined();
        if (file === "choose-product.table.test.ts") continue;
        expect(text, `${file} has a title with ${id}`).toMatch(
          new RegExp(`\\((?:[A-Z]\\d+, )*${id}(?:, [A-Z]\\d+)*\\)`),
        );
      }
    },
  );
});
