// Which file imports which, workspace names resolved to their index. One graph for the rules of cycles and dead files.
import type { Repository } from "./repository.ts";

export function importGraph(repository: Repository): ReadonlyMap<string, readonly string[]> {
  return new Map(
    repository.sources.map(({ path, references }) => [
      path,
      [...new Set(references.flatMap(({ specifier }) => repository.resolve(path, specifier) ?? []))],
    ]),
  );
}
