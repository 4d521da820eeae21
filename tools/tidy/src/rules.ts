// Every rule, in the order in which it reports. A new rule is a file under rules/, its test beside it, and a line here.
import type { Rule } from "./rule.ts";
import { barrels } from "./rules/barrels.ts";
import { deadFiles } from "./rules/dead-files.ts";
import { docsCompile } from "./rules/docs-compile.ts";
import { docsLinks } from "./rules/docs-links.ts";
import { fileLength } from "./rules/file-length.ts";
import { fileNames } from "./rules/file-names.ts";
import { focusedTests } from "./rules/focused-tests.ts";
import { functionLength } from "./rules/function-length.ts";
import { importCycles } from "./rules/import-cycles.ts";
import { moduleHeader } from "./rules/module-header.ts";
import { moneyRules } from "./rules/money-rules.ts";
import { numberedTests } from "./rules/numbered-tests.ts";
import { packageGraph } from "./rules/package-graph.ts";
import { parameterCount } from "./rules/parameter-count.ts";
import { scenarioTests } from "./rules/scenario-tests.ts";
import { syntaxErrors } from "./rules/syntax-errors.ts";
import { worldAccess } from "./rules/world-access.ts";

export const rules: readonly Rule[] = [
  syntaxErrors,
  packageGraph,
  worldAccess,
  importCycles,
  deadFiles,
  fileLength,
  functionLength,
  parameterCount,
  barrels,
  fileNames,
  moduleHeader,
  numberedTests,
  focusedTests,
  scenarioTests,
  docsLinks,
  moneyRules,
  docsCompile,
];
