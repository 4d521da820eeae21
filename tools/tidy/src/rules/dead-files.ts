// A source file which no entry and no test reaches is no part of the product.
import { isForTests, isTest } from "../file-role.ts";
import { importGraph } from "../import-graph.ts";
import type { Rule } from "../rule.ts";

export const deadFiles: Rule = {
  name: "dead-files",
  check: (repository) => {
    const graph = importGraph(repository);
    const paths = [...graph.keys()];
    const entries = repository.workspaces.flatMap((workspace) => workspace.entries);
    const live = reachable(graph, entries);
    const tested = reachable(graph, paths.filter(isTest));
    return paths
      .filter((path) => !live.has(path) && !isTest(path))
      .flatMap((path) => {
        if (!tested.has(path)) return [{ path, message: "no entry and no test reaches it: import it or delete it" }];
        if (isForTests(path)) return [];
        return [{ path, message: "only tests reach it: use it, or move it into a folder named testing/" }];
      });
  },
};

function reachable(graph: ReadonlyMap<string, readonly string[]>, roots: readonly string[]): ReadonlySet<string> {
  const seen = new Set(roots);
  // A set hands out what is added while it is walked.
  for (const path of seen) for (const next of graph.get(path) ?? []) seen.add(next);
  return seen;
}
