// A function longer than a screen hides its steps. The blocks of a test file are lists of tests, not functions.
import { isForTests, isGenerated } from "../file-role.ts";
import { functionName } from "../function-name.ts";
import type { Problem, Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";
import { isFunction, walk } from "../syntax.ts";

const maxLines = 70;

export const functionLength: Rule = {
  name: "function-length",
  check: ({ sources }) =>
    sources.filter(({ path }) => !isForTests(path) && !isGenerated(path)).flatMap((file) => longFunctions(file)),
};

function longFunctions(file: SourceFile): Problem[] {
  const found: Problem[] = [];
  walk(file.program, ({ node, ancestors }) => {
    if (!isFunction(node)) return undefined;
    const line = file.lineOf(node.start);
    const lines = file.lineOf(node.end) - line + 1;
    if (lines > maxLines) {
      const message = `${functionName(node, ancestors.at(-1))} has ${lines} lines, ${maxLines} is the limit: name its steps`;
      found.push({ path: file.path, line, message });
    }
    return undefined;
  });
  return found;
}
