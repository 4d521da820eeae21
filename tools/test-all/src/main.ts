// `npm run test:all`: brings what the tests need, runs them on this Node and on Node 24, stops what it started, and ends
// with one line of the runner's own figures.
import { existsSync } from "node:fs";
import type { DatabaseServer } from "./database-server.ts";
import { installMissing } from "./debian-packages.ts";
import { startMariadb } from "./mariadb.ts";
import { needs } from "./needs.ts";
import { fetchNode24 } from "./node24.ts";
import { type Options, readOptions } from "./options.ts";
import { startPostgres } from "./postgres.ts";
import { addFigures, type Figures, noFigures, verdict } from "./report.ts";
import { runSuite } from "./run-suite.ts";
import { readTestFiles, type TestFile } from "./test-files.ts";

const root = process.cwd();
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if ("wrong" in options) {
    process.stderr.write(`test-all: ${options.wrong}\n`);
    return 2;
  }
  const files = readTestFiles(root);
  const wanted = needs.filter(({ wantedBy }) => files.some(({ text }) => wantedBy.test(text)));
  installMissing(wanted, say);
  const servers = await startServers(wanted.map(({ name }) => name));
  const stopServers = async (): Promise<void> => {
    for (const server of servers.splice(0)) await server.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stopServers().finally(() => process.exit(130)));
  }
  try {
    const figures = await runAll(options, files, servers);
    await stopServers();
    return conclude(figures);
  } finally {
    await stopServers();
  }
}

async function startServers(names: readonly string[]): Promise<DatabaseServer[]> {
  const servers: DatabaseServer[] = [];
  for (const [name, start] of [
    ["MariaDB", startMariadb],
    ["PostgreSQL", startPostgres],
  ] as const) {
    if (!names.includes(name)) continue;
    try {
      const server = await start();
      say(`${name} runs for the tests at ${server.url}`);
      servers.push(server);
    } catch (error) {
      // Its suites skip by name then, which is a failure of the run where CI=true.
      say(`${name} could not be started: ${(error as Error).message}`);
    }
  }
  return servers;
}

async function runAll(
  options: Options,
  files: readonly TestFile[],
  servers: readonly DatabaseServer[],
): Promise<Figures> {
  const environment = {
    ...Object.fromEntries(servers.map(({ variable, url }) => [variable, url])),
    ...(options.soak ? { DEDEPAY_SOAK: "1" } : {}),
  };
  const soaked = files.filter(({ path, text }) => /\.test\.tsx?$/.test(path) && text.includes("DEDEPAY_SOAK"));
  const suite = { root, environment, files: options.soak ? soaked.map(({ path }) => path) : [] };
  if (options.soak && soaked.length === 0) return noFigures;
  let figures = noFigures;
  for (const [index, which] of options.nodes.entries()) {
    const node = which === "this" ? { path: process.execPath } : fetchNode24(root, say);
    const label = which === "this" ? `Node ${process.versions.node}` : "Node 24";
    if ("path" in node && existsSync(node.path)) {
      say(`\n== ${label}`);
      const second = index === 0 ? {} : { DEDEPAY_TEST_SECOND_NODE: "1" };
      const run = { ...suite, environment: { ...environment, ...second }, node: node.path, label };
      figures = addFigures(figures, await runSuite(run));
    } else {
      const reason = "missing" in node ? node.missing : "not found";
      const tests = Math.max(1, figures.passed + figures.failed + figures.skipped);
      const skipped = { ...noFigures, skipped: tests, skippedSuites: [{ name: `${label}: all (${reason})`, tests }] };
      figures = addFigures(figures, skipped);
    }
  }
  return figures;
}

function conclude(figures: Figures): number {
  say("");
  for (const { name, tests } of figures.skippedSuites) say(`skipped: ${name} (${tests})`);
  for (const name of figures.failures) say(`failed: ${name}`);
  const reason = verdict(figures, process.env["CI"] === "true");
  if (reason !== undefined) say(`The run failed: ${reason}.`);
  say(`${figures.passed} passed, ${figures.failed} failed, ${figures.skipped} skipped`);
  return reason === undefined ? 0 : 1;
}

process.exitCode = await main();
