// `npm run bench -- NAME [--json]`. Exit code 0: measured; 1: two contenders disagree; 2: wrong usage.
import { runAlipayBenchmark } from "./alipay/alipay-benchmark.ts";
import type { BenchmarkResult } from "./benchmark.ts";
import { printResult } from "./print-result.ts";

const benchmarks: Readonly<Record<string, () => BenchmarkResult>> = { alipay: runAlipayBenchmark };

function main(words: readonly string[]): number {
  const names = words.filter((word) => word !== "--json");
  const [name = ""] = names;
  const run = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (run === undefined || names.length > 1) {
    console.error(`用法 usage: npm run bench -- ${Object.keys(benchmarks).join(" | ")} [--json]`);
    return 2;
  }
  const result = run();
  console.log(words.includes("--json") ? JSON.stringify(result, undefined, 2) : printResult(result));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
