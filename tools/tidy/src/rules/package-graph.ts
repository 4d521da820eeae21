// Who may import whom. A package sees only those below it, only through their index, and its package.json says so.
import { isForTests } from "../file-role.ts";
import type { Repository } from "../repository.ts";
import type { Problem, Rule } from "../rule.ts";
import type { ModuleReference, SourceFile } from "../source-file.ts";
import type { Workspace } from "../workspace.ts";

/** The whole law: what is not listed is forbidden. `inTests` may be imported by test files only. */
const allowed: Readonly<Record<string, { imports: readonly string[]; inTests?: readonly string[] }>> = {
  "@dedepay/alipay": { imports: [] },
  "@dedepay/errors": { imports: [] },
  "@dedepay/core": { imports: ["@dedepay/errors", "@dedepay/alipay"] },
  "@dedepay/doctor": { imports: ["@dedepay/errors", "@dedepay/alipay"] },
  "@dedepay/simulator": { imports: ["@dedepay/errors", "@dedepay/alipay"] },
  "@dedepay/gateway": {
    imports: ["@dedepay/core", "@dedepay/doctor", "@dedepay/errors", "@dedepay/alipay"],
    inTests: ["@dedepay/simulator", "@dedepay/api-contract"],
  },
  "@dedepay/dedecms": {
    imports: ["@dedepay/gateway", "@dedepay/errors", "@dedepay/alipay"],
    inTests: ["@dedepay/simulator"],
  },
  "@dedepay/console": { imports: ["@dedepay/gateway"], inTests: ["@dedepay/simulator"] },
  // Judges what a gateway answers; only tests import it.
  "@dedepay/api-contract": { imports: [] },
  // Measures them all; nothing imports it.
  "@dedepay/docs": { imports: ["@dedepay/errors"] },
  "@dedepay/bench": {
    imports: [
      "@dedepay/alipay",
      "@dedepay/errors",
      "@dedepay/core",
      "@dedepay/doctor",
      "@dedepay/simulator",
      "@dedepay/gateway",
      // For its private database servers.
      "@dedepay/test-all",
    ],
  },
  dedepay: {
    imports: [
      "@dedepay/alipay",
      "@dedepay/errors",
      "@dedepay/core",
      "@dedepay/doctor",
      "@dedepay/simulator",
      "@dedepay/gateway",
      "@dedepay/dedecms",
      "@dedepay/console",
      "@dedepay/example-shop",
    ],
    inTests: ["@dedepay/example-node-client", "@dedepay/api-contract"],
  },
};

export const packageGraph: Rule = {
  name: "package-graph",
  check: (repository) => [
    ...repository.workspaces.flatMap((workspace) => manifestProblems(repository, workspace)),
    ...repository.sources.flatMap((file) =>
      file.references.flatMap((reference) => importProblem(repository, file, reference) ?? []),
    ),
  ],
};

function manifestProblems(repository: Repository, workspace: Workspace): Problem[] {
  const law = allowed[workspace.name] ?? { imports: [] };
  const names = new Set(repository.workspaces.map(({ name }) => name));
  const path = `${workspace.folder}/package.json`;
  const tooHigh = workspace.dependencies.filter((name) => names.has(name) && !law.imports.includes(name));
  const testOnly = workspace.devDependencies.filter(
    (name) => names.has(name) && ![...law.imports, ...(law.inTests ?? [])].includes(name),
  );
  return [...tooHigh, ...testOnly].map((name) => ({
    path,
    message: `${workspace.name} may not depend on ${name}: ${advice(workspace.name)}`,
  }));
}

/** Parts which a package publishes beside its index. */
const publicParts: ReadonlySet<string> = new Set(["@dedepay/alipay/bill", "@dedepay/gateway/address-rule"]);

function importProblem(repository: Repository, file: SourceFile, reference: ModuleReference): Problem | undefined {
  const from = repository.workspaceOf(file.path);
  if (from === undefined) return undefined;
  const problem = (message: string): Problem => ({ path: file.path, line: reference.line, message });
  const { specifier } = reference;
  if (specifier.startsWith(".")) {
    const target = new URL(specifier, `file:///${file.path}`).pathname.slice(1);
    if (target.startsWith(`${from.folder}/`)) return undefined;
    return problem(`"${specifier}" leaves the package: import the other package by its name`);
  }
  const to = repository.workspaces.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  if (to === undefined || to.name === from.name) {
    return to && problem(`a package does not import itself by name: use a relative path instead of "${specifier}"`);
  }
  if (specifier !== to.name && !publicParts.has(specifier))
    return problem(`"${specifier}" is private: import what you need from "${to.name}"`);
  return problemOfLaw({ from, to, inTest: isForTests(file.path), problem });
}

function problemOfLaw(o: {
  from: Workspace;
  to: Workspace;
  inTest: boolean;
  problem: (message: string) => Problem;
}): Problem | undefined {
  const law = allowed[o.from.name] ?? { imports: [] };
  const mayImport = law.imports.includes(o.to.name) || (o.inTest && law.inTests?.includes(o.to.name) === true);
  if (!mayImport) return o.problem(`${o.from.name} may not import ${o.to.name}: ${advice(o.from.name)}`);
  const declared = o.inTest ? [...o.from.dependencies, ...o.from.devDependencies] : o.from.dependencies;
  if (declared.includes(o.to.name)) return undefined;
  return o.problem(`${o.to.name} is not in the dependencies of ${o.from.folder}/package.json: add it there`);
}

function advice(name: string): string {
  const imports = allowed[name]?.imports ?? [];
  if (imports.length === 0) return "it stands on its own; take what you need as an argument";
  return `it sees only ${imports.join(", ")}; move the code down, or let the package above pass it in`;
}
