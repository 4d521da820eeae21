// No file may import itself by any way, types included, and also not through a package's name.
import { importGraph } from "../import-graph.ts";
import type { Problem, Rule } from "../rule.ts";

export const importCycles: Rule = {
  name: "import-cycles",
  check: (repository) => cycles(importGraph(repository)).map(cycleProblem),
};

function cycleProblem(cycle: readonly string[]): Problem {
  const [first = ""] = cycle;
  const way = [...cycle, first].join(" → ");
  return { path: first, message: `${way}: move what both need into a file of its own` };
}

/** One shortest cycle for each group of files which reach each other. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const reported = new Set<string>();
  const found: string[][] = [];
  for (const start of [...graph.keys()].sort()) {
    if (reported.has(start)) continue;
    const cycle = shortestWayBack(graph, start);
    if (cycle === undefined) continue;
    for (const path of cycle) reported.add(path);
    found.push(cycle);
  }
  return found;
}

function shortestWayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of graph.get(at) ?? []) {
      if (next === start) return wayTo(cameFrom, at);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(cameFrom: ReadonlyMap<string, string>, end: string): string[] {
  const way = [end];
  for (let at = cameFrom.get(end); at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  return way;
}
