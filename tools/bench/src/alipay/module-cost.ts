// What loading a module costs in a process of its own: time, memory, files read.
import { execFileSync } from "node:child_process";

export type ModuleCost = { readonly milliseconds: number; readonly megabytes: number };

const program = `
  const rss = () => { globalThis.gc?.(); return process.memoryUsage().rss; };
  const before = rss();
  const started = process.hrtime.bigint();
  await import(process.argv[1]);
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  console.log(JSON.stringify({ milliseconds, megabytes: (rss() - before) / 1048576 }));
`;

function once(name: string): ModuleCost {
  const output = execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", program, name], {
    encoding: "utf8",
  });
  return JSON.parse(output) as ModuleCost;
}

/** The best of seven loads: milliseconds and megabytes of resident memory beyond an empty process. */
export function moduleCost(name: string): ModuleCost {
  const costs = Array.from({ length: 7 }, () => once(name));
  return {
    milliseconds: Math.min(...costs.map(({ milliseconds }) => milliseconds)),
    megabytes: Math.min(...costs.map(({ megabytes }) => megabytes)),
  };
}
