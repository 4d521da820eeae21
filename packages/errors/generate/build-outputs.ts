// From the pages to every generated file: name (relative to the package) and text. Reads the pages, writes nothing.
import { checkCatalogue } from "./check-catalogue.ts";
import { PageProblem } from "./front-matter.ts";
import { readCatalogue } from "./read-catalogue.ts";
import { renderPhp } from "./render-php.ts";
import { renderProse } from "./render-prose.ts";
import { renderCodeTable, renderUnifiedTable } from "./render-tables.ts";

/** All generated files of the package at `root`; throws PageProblem where pages are wrong or contradict each other. */
export function buildOutputs(root: string): Map<string, string> {
  const catalogue = readCatalogue(root);
  const problems = checkCatalogue(catalogue);
  if (problems.length > 0) throw new PageProblem("catalogue", `\n${problems.join("\n")}`);
  return new Map([
    ["src/generated/code-table.ts", renderCodeTable(catalogue)],
    ["src/generated/unified-table.ts", renderUnifiedTable(catalogue)],
    ["generated/codes.php", renderPhp(catalogue)],
    ...renderProse(catalogue),
  ]);
}
