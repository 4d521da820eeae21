// The name a reader would call a function by; for messages only.
import { childNode, type SyntaxNode } from "./syntax.ts";

export function functionName(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const own = childNode(node, "id")?.["name"];
  if (typeof own === "string") return own;
  const holder = parent && (childNode(parent, "id") ?? childNode(parent, "key"));
  return typeof holder?.["name"] === "string" ? holder["name"] : "this function";
}
