// Four arguments in a row can't be told apart at the call. A callback's shape is its caller's business.
import { isForTests } from "../file-role.ts";
import { functionName } from "../function-name.ts";
import type { Problem, Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";
import { childNodes, isFunction, walk } from "../syntax.ts";

const maxParameters = 3;

export const parameterCount: Rule = {
  name: "parameter-count",
  check: ({ sources }) => sources.filter(({ path }) => !isForTests(path)).flatMap((file) => longLists(file)),
};

function longLists(file: SourceFile): Problem[] {
  const found: Problem[] = [];
  walk(file.program, ({ node, key, ancestors }) => {
    if (!isFunction(node) || key === "arguments") return undefined;
    const count = childNodes(node, "params").filter((parameter) => parameter["name"] !== "this").length;
    if (count > maxParameters) {
      const name = functionName(node, ancestors.at(-1));
      const message = `${name} takes ${count} positional parameters: pass one object with names`;
      found.push({ path: file.path, line: file.lineOf(node.start), message });
    }
    return undefined;
  });
  return found;
}
