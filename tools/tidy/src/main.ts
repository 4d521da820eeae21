// Runs every rule over the repository in the current folder; exits 1 where one is broken, 2 where it can't start.
import { existsSync } from "node:fs";
import { loadRepository } from "./load-repository.ts";
import { rules } from "./rules.ts";

function main(): number {
  if (!existsSync("packages")) {
    process.stderr.write("tidy: no packages/ here; run it from the repository's root (npm run tidy)\n");
    return 2;
  }
  const repository = loadRepository(process.cwd());
  let found = 0;
  for (const rule of rules) {
    for (const problem of rule.check(repository)) {
      found += 1;
      const place = problem.line === undefined ? problem.path : `${problem.path}:${problem.line}`;
      process.stdout.write(`${place}  ${rule.name} — ${problem.message}\n`);
    }
  }
  const summary = `${rules.length} rules, ${repository.sources.length} files, ${found} ${found === 1 ? "problem" : "problems"}`;
  process.stdout.write(`tidy: ${summary}\n`);
  return found === 0 ? 0 : 1;
}

process.exitCode = main();
