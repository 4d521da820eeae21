// One TypeScript file: its text, what it imports, its syntax tree. Parsed on first use, once.
import { type ParseResult, parseSync } from "oxc-parser";
import { literalText, type SyntaxNode, walk } from "./syntax.ts";

export interface ModuleReference {
  readonly specifier: string;
  readonly line: number;
  readonly names: readonly string[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
  /** Imports, re-exports, `import()` with a literal, `import("…")` types and `new URL("./x.js", import.meta.url)`. */
  readonly references: readonly ModuleReference[];
  readonly parseErrors: readonly string[];
  readonly lineOf: (offset: number) => number;
}

export function createSourceFile(path: string, text: string): SourceFile {
  const lineOf = lineCounter(text);
  let parsed: ParseResult | undefined;
  let references: readonly ModuleReference[] | undefined;
  const parse = (): ParseResult => {
    parsed ??= parseSync(path, text);
    return parsed;
  };
  return {
    path,
    text,
    lineOf,
    get program(): SyntaxNode {
      return parse().program as unknown as SyntaxNode;
    },
    get references(): readonly ModuleReference[] {
      references ??= [...staticReferences(parse(), lineOf), ...expressionReferences(this.program, lineOf)];
      return references;
    },
    get parseErrors(): readonly string[] {
      return parse().errors.map((error) => error.message);
    },
  };
}

function staticReferences(parsed: ParseResult, lineOf: (offset: number) => number): ModuleReference[] {
  const imports = parsed.module.staticImports.map((statement) => ({
    specifier: statement.moduleRequest.value,
    line: lineOf(statement.start),
    names: statement.entries.map((entry) => entry.importName.name ?? "*"),
  }));
  const exports = parsed.module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) =>
      entry.moduleRequest
        ? [{ specifier: entry.moduleRequest.value, line: lineOf(entry.start), names: [entry.importName.name ?? "*"] }]
        : [],
    ),
  );
  return [...imports, ...exports];
}

function expressionReferences(program: SyntaxNode, lineOf: (offset: number) => number): ModuleReference[] {
  const found: ModuleReference[] = [];
  walk(program, ({ node }) => {
    const specifier = literalText(referencedBy(node));
    if (specifier !== undefined) found.push({ specifier, line: lineOf(node.start), names: ["*"] });
    return undefined;
  });
  return found;
}

function referencedBy(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "ImportExpression" || node.type === "TSImportType") return node["source"] as SyntaxNode;
  if (node.type !== "NewExpression") return undefined;
  const callee = node["callee"] as SyntaxNode;
  const [first, second] = node["arguments"] as SyntaxNode[];
  const relative = callee["name"] === "URL" && second?.type === "MemberExpression";
  return relative && /^\..*\.[jt]s$/.test(literalText(first) ?? "") ? first : undefined;
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
