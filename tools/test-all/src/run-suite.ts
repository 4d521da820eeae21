// One run of the suite by one Node: the runner speaks to the terminal itself, its figures come back from its JSON report.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figures, noFigures, readFigures } from "./report.ts";

export interface SuiteOptions {
  readonly root: string;
  readonly node: string;
  readonly label: string;
  /** Only these files; all where empty. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export async function runSuite(options: SuiteOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-report-"));
  const output = join(folder, "report.json");
  const runner = join(options.root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
  const child = spawn(options.node, [runner, "run", ...reporters, ...options.files], {
    cwd: options.root,
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  try {
    const figures = readFigures(readFileSync(output, "utf8"), { root: options.root, exitCode: code ?? 1 });
    return labelled(figures, options.label);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { ...noFigures, failed: 1, failures: [`${options.label}: the runner wrote no report (exit ${code})`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function labelled(figures: Figures, label: string): Figures {
  return {
    ...figures,
    failures: figures.failures.map((name) => `${label}: ${name}`),
    skippedSuites: figures.skippedSuites.map((suite) => ({ ...suite, name: `${label}: ${suite.name}` })),
  };
}
