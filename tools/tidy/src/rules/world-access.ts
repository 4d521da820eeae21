// Time, chance, timers, HTTP and the process come in through constructors: that is what lets a test move the clock and
// replay a day. Follows names through scopes, so that a parameter called `fetch` is fine and `globalThis.fetch` is not.
import { type Ban, bannedCalls, bannedImports, bannedMembers, bannedNames } from "../banned.ts";
import { mayTouchTheWorld } from "../file-role.ts";
import type { Problem, Rule } from "../rule.ts";
import { createScopes, type Scopes } from "../scopes.ts";
import type { SourceFile } from "../source-file.ts";
import { childNode, childNodes, isTypeOnly, literalText, type SyntaxNode, type Visit, walk } from "../syntax.ts";

export const worldAccess: Rule = {
  name: "world-access",
  check: ({ sources }) =>
    sources.filter(({ path }) => !mayTouchTheWorld(path)).flatMap((file) => [...importBans(file), ...usageBans(file)]),
};

function importBans(file: SourceFile): Problem[] {
  return file.references.flatMap(({ specifier, names, line }) => {
    const bans = bannedImports[specifier.replace(/^node:/, "")];
    if (bans === undefined) return [];
    return names.flatMap((name) => {
      const ban = bans[name] ?? bans["every name"];
      return ban ? [problem(file.path, line, ban)] : [];
    });
  });
}

function usageBans(file: SourceFile): Problem[] {
  const found: Problem[] = [];
  walk(file.program, (at) => {
    if (isTypeOnly(at.node)) return "skip";
    const ban = banAt(at, createScopes(at.ancestors));
    if (ban === undefined) return undefined;
    found.push(problem(file.path, file.lineOf(at.node.start), ban));
    return "skip";
  });
  return found;
}

function banAt({ node, key, ancestors }: Visit, scopes: Scopes): Ban | undefined {
  switch (node.type) {
    case "NewExpression":
    case "CallExpression":
      return withoutArguments(node) ? bannedCalls[globalPath(childNode(node, "callee"), scopes) ?? ""] : undefined;
    case "MemberExpression":
      return banOfPath(globalPath(node, scopes));
    case "Identifier":
      return isReference(key, ancestors.at(-1)) ? bannedNames[globalPath(node, scopes) ?? ""] : undefined;
    case "VariableDeclarator":
      return banOfDestructuring(node, scopes);
    default:
      return undefined;
  }
}

function banOfPath(path: string | undefined): Ban | undefined {
  return path === undefined ? undefined : (bannedMembers[path] ?? bannedNames[path]);
}

/** `const { now } = Date` takes the same thing by another way. */
function banOfDestructuring(node: SyntaxNode, scopes: Scopes): Ban | undefined {
  const pattern = childNode(node, "id");
  const init = childNode(node, "init");
  if (pattern?.type !== "ObjectPattern" || init === undefined) return undefined;
  const source = isGlobalObject(init, scopes) ? "" : globalPath(init, scopes);
  if (source === undefined) return undefined;
  const names = childNodes(pattern, "properties").map((property) => childNode(property, "key")?.["name"]);
  return names.map((name) => banOfPath(source === "" ? `${name}` : `${source}.${name}`)).find((ban) => ban);
}

/** "Date.now" for `Date.now`, `globalThis.Date.now` and `globalThis["Date"].now`; undefined where a local name is meant. */
function globalPath(node: SyntaxNode | undefined, scopes: Scopes): string | undefined {
  if (node?.type === "Identifier") {
    const name = node["name"] as string;
    return scopes.importedModule(name) ?? (scopes.declares(name) ? undefined : name);
  }
  if (node?.type !== "MemberExpression") return undefined;
  const object = childNode(node, "object");
  const property = childNode(node, "property");
  const name = node["computed"] === true ? literalText(property) : (property?.["name"] as string | undefined);
  if (name === undefined || object === undefined) return undefined;
  if (isGlobalObject(object, scopes)) return name;
  const path = globalPath(object, scopes);
  return path === undefined ? undefined : `${path}.${name}`;
}

function isGlobalObject(node: SyntaxNode, scopes: Scopes): boolean {
  const name = node.type === "Identifier" ? (node["name"] as string) : "";
  return ["globalThis", "global", "window", "self"].includes(name) && !scopes.declares(name);
}

function isReference(key: string, parent: SyntaxNode | undefined): boolean {
  if (parent === undefined || /^(Import|Export)\w*Specifier$/.test(parent.type)) return false;
  const named = (key === "property" || key === "key") && parent["computed"] !== true;
  return !named && key !== "label" && !(parent.type === "VariableDeclarator" && key === "id");
}

function withoutArguments(node: SyntaxNode): boolean {
  return childNodes(node, "arguments").length === 0;
}

function problem(path: string, line: number, ban: Ban): Problem {
  return { path, line, message: `${ban.what}: ${ban.instead}` };
}
