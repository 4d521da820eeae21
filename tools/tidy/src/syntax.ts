// A thin view on the parser's tree: a node with its type and span, and a walk which tells the parent. Knows no rule.
import { visitorKeys } from "oxc-parser";

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A node on its way from the root: `key` is the name under which its parent holds it. */
export interface Visit {
  readonly node: SyntaxNode;
  readonly key: string;
  readonly ancestors: readonly SyntaxNode[];
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

export function childNodes(node: SyntaxNode, key: string): SyntaxNode[] {
  const value = node[key];
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

export function childNode(node: SyntaxNode, key: string): SyntaxNode | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

/** Depth first; a visitor which answers "skip" is not shown the node's children. */
export function walk(root: SyntaxNode, visit: (at: Visit) => "skip" | undefined): void {
  const ancestors: SyntaxNode[] = [];
  const step = (node: SyntaxNode, key: string): void => {
    if (visit({ node, key, ancestors }) === "skip") return;
    ancestors.push(node);
    for (const childKey of visitorKeys[node.type] ?? []) {
      for (const child of childNodes(node, childKey)) step(child, childKey);
    }
    ancestors.pop();
  };
  step(root, "");
}

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

export function isFunction(node: SyntaxNode): boolean {
  return functionTypes.has(node.type) && isNode(node["body"]);
}

const typeWrappers = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSParameterProperty",
]);

/** True for nodes which hold types only: nothing below them runs. */
export function isTypeOnly(node: SyntaxNode): boolean {
  return node.type.startsWith("TS") && !typeWrappers.has(node.type);
}

/** The text of a string literal or of a template without holes. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node?.type === "TemplateLiteral" && childNodes(node, "expressions").length === 0) {
    const value = childNodes(node, "quasis")[0]?.["value"] as { cooked?: string } | undefined;
    return value?.cooked;
  }
  return undefined;
}
