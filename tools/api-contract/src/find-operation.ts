// Which described operation a request is about.
import type { Description, Operation } from "./description.ts";

export type FoundOperation = { operation: Operation; path: string; pathParameters: Record<string, string> };

/** undefined: the description has no such path, or not with this method. Fixed segments win over parameters. */
export function findOperation(description: Description, method: string, path: string): FoundOperation | undefined {
  const candidates = Object.keys(description.paths)
    .map((template) => ({ template, parameters: matchPath(template, path) }))
    .filter((one) => one.parameters !== undefined)
    .sort((a, b) => parametersIn(a.template) - parametersIn(b.template));
  for (const { template, parameters } of candidates) {
    const operation = description.paths[template]?.[method.toLowerCase()];
    if (operation !== undefined) return { operation, path: template, pathParameters: parameters ?? {} };
  }
  return undefined;
}

function parametersIn(template: string): number {
  return template.split("{").length - 1;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name !== undefined && value !== "") parameters[name] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}
