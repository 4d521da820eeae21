// The package's index is its only list of exports: a second one hides where things live and invites cycles.
import type { Rule } from "../rule.ts";
import { childNode, childNodes, type SyntaxNode } from "../syntax.ts";

export const barrels: Rule = {
  name: "barrels",
  check: ({ sources, workspaces }) => {
    const entries = new Set(workspaces.flatMap((workspace) => workspace.entries));
    return sources
      .filter(({ path }) => !entries.has(path))
      .filter(({ path, program }) => /\/index\.tsx?$/.test(path) || onlyPassesOn(program))
      .map(({ path }) => ({
        path,
        message: "passes on what lives elsewhere: import it from where it lives, delete this",
      }));
  },
};

function onlyPassesOn(program: SyntaxNode): boolean {
  const statements = childNodes(program, "body");
  return statements.length > 0 && statements.every(isReExport);
}

function isReExport(statement: SyntaxNode): boolean {
  const exports = statement.type === "ExportAllDeclaration" || statement.type === "ExportNamedDeclaration";
  return exports && childNode(statement, "source") !== undefined;
}
