// From the pages to every generated file: name (relative to the package) and text. Pure but for reading the pages.
import { readCatalogue } from "./read-catalogue.ts";
import { renderCodeTable, renderUnifiedTable } from "./render-tables.ts";

/** All generated files of the package at `root`. */
export function buildOutputs(root: string): Map<string, string> {
  const catalogue = readCatalogue(root);
  return new Map([
    ["src/generated/code-table.ts", renderCodeTable(catalogue)],
    ["src/generated/unified-table.ts", renderUnifiedTable(catalogue)],
  ]);
}
