// Runs every rule over the repository in the current folder; exits 1 where one is broken, 2 where it can't start.
import { existsSync } from "node:fs";
import { exceptions, withoutExceptions } from "./exceptions.ts";
import { loadRepository } from "./load-repository.ts";
import { rules } from "./rules.ts";

function main(): number {
  if (!existsSync("packages")) {
    process.stderr.write("tidy: no packages/ here; run it from the repository's root (npm run tidy)\n");
    return 2;
  }
  const repository = loadRepository(process.cwd());
  const all = rules.flatMap((rule) => rule.check(repository).map((problem) => ({ ...problem, rule: rule.name })));
  const findings = withoutExceptions(all, exceptions);
  for (const { path, line, rule, message } of findings) {
    process.stdout.write(`${path}${line === undefined ? "" : `:${line}`}  ${rule} — ${message}\n`);
  }
  const problems = `${findings.length} ${findings.length === 1 ? "problem" : "problems"}`;
  process.stdout.write(`tidy: ${rules.length} rules, ${repository.sources.length} files, ${problems}\n`);
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = main();
