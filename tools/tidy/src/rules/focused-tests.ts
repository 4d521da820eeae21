// A forgotten `.only` switches the rest of the suite off. Skipping by a condition (`skipIf`, `runIf`) is allowed: the
// runner then names what it left out.
import { isTest } from "../file-role.ts";
import type { Problem, Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";
import { childNode, type SyntaxNode, walk } from "../syntax.ts";

const runners = new Set(["it", "test", "describe", "suite", "bench"]);
const modifiers = new Set(["only", "skip", "todo", "fails"]);

export const focusedTests: Rule = {
  name: "focused-tests",
  check: ({ sources }) => sources.filter(({ path }) => isTest(path)).flatMap((file) => modifiedTests(file)),
};

function modifiedTests(file: SourceFile): Problem[] {
  const found: Problem[] = [];
  walk(file.program, ({ node }) => {
    const modifier = node.type === "MemberExpression" ? modifierOf(node) : undefined;
    if (modifier !== undefined) {
      const message = `.${modifier} leaves tests out: finish, repair or delete the test (skipIf takes a condition)`;
      found.push({ path: file.path, line: file.lineOf(node.start), message });
    }
    return undefined;
  });
  return found;
}

function modifierOf(node: SyntaxNode): string | undefined {
  const name = childNode(node, "property")?.["name"];
  if (typeof name !== "string" || !modifiers.has(name)) return undefined;
  return runners.has(rootName(childNode(node, "object"))) ? name : undefined;
}

/** "it" for `it`, `it.concurrent` and `it.each(table)`. */
function rootName(node: SyntaxNode | undefined): string {
  if (node?.type === "Identifier") return String(node["name"]);
  if (node?.type === "MemberExpression") return rootName(childNode(node, "object"));
  if (node?.type === "CallExpression") return rootName(childNode(node, "callee"));
  return "";
}
