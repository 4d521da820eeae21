// Runs one rule over a small tree of files given as path → text.
import { createRepository } from "../repository.ts";
import type { Rule } from "../rule.ts";

/** Each problem as "path:line message", or "path message" where the file as a whole is meant. */
export function problemsOf(rule: Rule, files: Record<string, string>, root?: string): string[] {
  return rule
    .check(createRepository(files, root))
    .map(({ path, line, message }) => `${path}${line === undefined ? "" : `:${line}`} ${message}`);
}

/** A workspace's package.json with the fields which the rules read. */
export function manifest(name: string, dependencies: readonly string[] = [], more: object = {}): string {
  return JSON.stringify({
    name,
    exports: { ".": { "dedepay-source": "./src/index.ts" } },
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, "0.1.0"])),
    ...more,
  });
}
