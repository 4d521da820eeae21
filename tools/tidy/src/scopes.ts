// Which names a file declares itself, seen from one place in it. Knows only what the rule of world access needs: no
// types, no `var` hoisting (the linter forbids `var`).
import { childNode, childNodes, isFunction, type SyntaxNode } from "./syntax.ts";

export interface Scopes {
  readonly declares: (name: string) => boolean;
  /** "crypto" for `import * as c from "node:crypto"` and `import c from …`, asked as importedModule("c"). */
  readonly importedModule: (name: string) => string | undefined;
}

const declaredByScope = new WeakMap<SyntaxNode, ReadonlySet<string>>();
const modulesByProgram = new WeakMap<SyntaxNode, ReadonlyMap<string, string>>();

export function createScopes(ancestors: readonly SyntaxNode[]): Scopes {
  return {
    declares: (name) => ancestors.some((scope) => declaredIn(scope).has(name)),
    importedModule: (name) => (ancestors[0] ? modulesOf(ancestors[0]).get(name) : undefined),
  };
}

function declaredIn(scope: SyntaxNode): ReadonlySet<string> {
  let names = declaredByScope.get(scope);
  if (names === undefined) {
    names = new Set(bindingsOf(scope));
    declaredByScope.set(scope, names);
  }
  return names;
}

function bindingsOf(scope: SyntaxNode): string[] {
  if (isFunction(scope)) return childNodes(scope, "params").flatMap(patternNames);
  switch (scope.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
      return childNodes(scope, "body").flatMap(statementNames);
    case "SwitchStatement":
      return childNodes(scope, "cases").flatMap((branch) => childNodes(branch, "consequent").flatMap(statementNames));
    case "CatchClause":
      return childNodes(scope, "param").flatMap(patternNames);
    case "ForStatement":
      return childNodes(scope, "init").flatMap(statementNames);
    case "ForOfStatement":
    case "ForInStatement":
      return childNodes(scope, "left").flatMap(statementNames);
    default:
      return [];
  }
}

function statementNames(statement: SyntaxNode): string[] {
  switch (statement.type) {
    case "VariableDeclaration":
      return childNodes(statement, "declarations").flatMap((one) => childNodes(one, "id").flatMap(patternNames));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return childNodes(statement, "id").flatMap(patternNames);
    case "ImportDeclaration":
      return childNodes(statement, "specifiers").flatMap((one) => childNodes(one, "local").flatMap(patternNames));
    case "ExportNamedDeclaration":
      return childNodes(statement, "declaration").flatMap(statementNames);
    default:
      return [];
  }
}

function patternNames(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern["name"] as string];
    case "ObjectPattern":
      return childNodes(pattern, "properties").flatMap((one) =>
        childNodes(one, one.type === "RestElement" ? "argument" : "value").flatMap(patternNames),
      );
    case "ArrayPattern":
      return childNodes(pattern, "elements").flatMap(patternNames);
    case "AssignmentPattern":
      return childNodes(pattern, "left").flatMap(patternNames);
    case "RestElement":
      return childNodes(pattern, "argument").flatMap(patternNames);
    default:
      return [];
  }
}

function modulesOf(program: SyntaxNode): ReadonlyMap<string, string> {
  let modules = modulesByProgram.get(program);
  if (modules === undefined) {
    modules = new Map(childNodes(program, "body").flatMap(wholeModuleImports));
    modulesByProgram.set(program, modules);
  }
  return modules;
}

function wholeModuleImports(statement: SyntaxNode): [string, string][] {
  if (statement.type !== "ImportDeclaration") return [];
  const source = String(childNode(statement, "source")?.["value"]);
  if (!source.startsWith("node:")) return [];
  return childNodes(statement, "specifiers")
    .filter(({ type }) => type !== "ImportSpecifier")
    .map((one) => [String(childNode(one, "local")?.["name"]), source.slice("node:".length)]);
}
