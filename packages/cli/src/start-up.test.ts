import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** What a module loads before it runs: neither types nor `import()`. */
function loadedBy(file: string, found: { files: Set<string>; packages: Set<string> }): void {
  if (found.files.has(file)) return;
  found.files.add(file);
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\b(?! type\b)(?:[^;"]*? from)? "([^"]+)";$/gm,
  )) {
    if (!name.startsWith(".")) found.packages.add(name.split(":", 1)[0] ?? "");
    else if (existsSync(join(dirname(file), name))) loadedBy(join(dirname(file), name), found);
  }
}

it("is quick: before it knows which command is meant, it loads no package of ours but one small rule", () => {
  const found = { files: new Set<string>(), packages: new Set<string>() };
  loadedBy(join(import.meta.dirname, "main.ts"), found);
  expect(found.files.size).toBeGreaterThan(20);
  expect([...found.packages].toSorted()).toEqual(["@dedepay/gateway/address-rule", "commander", "node"]);
});
