// `npm run bench -- NAME [PART…] [--json] [--sample 0.1] [--seed TEXT] [--strict]`. Exit code 0: measured; 1: two contenders disagree, or the doctor
// misses a target, or with --strict the simulator or the gateway does; 2: wrong usage.
import { parseArgs } from "node:util";
import { runAlipayBenchmark } from "./alipay/alipay-benchmark.ts";
import type { BenchCommand } from "./bench-command.ts";
import type { BenchmarkResult } from "./benchmark.ts";
import { doctorBench } from "./doctor/doctor-bench.ts";
import { doctorLogBench } from "./doctor-log/doctor-log-benchmark.ts";
import { runExplainBenchmark } from "./explain/explain-benchmark.ts";
import { gatewayBench, gatewayParts } from "./gateway/gateway-benchmark.ts";
import { printResult } from "./print-result.ts";
import { progressOn } from "./progress.ts";
import { simulatorBench } from "./simulator/simulator-benchmark.ts";

/** A benchmark of contenders takes no options: its work is what it is. */
function timed(run: () => BenchmarkResult): BenchCommand {
  return async () => {
    const result = run();
    return { text: printResult(result), result, passed: true };
  };
}

const commands: Readonly<Record<string, BenchCommand>> = {
  alipay: timed(runAlipayBenchmark),
  doctor: doctorBench,
  "doctor-log": doctorLogBench,
  explain: timed(runExplainBenchmark),
  gateway: gatewayBench,
  simulator: simulatorBench,
};

/** Of which parts only one or some can be measured. */
const partsOf: Readonly<Record<string, readonly string[]>> = { gateway: gatewayParts };

type Wanted = {
  readonly parts: readonly string[];
  readonly name: string;
  readonly json: boolean;
  readonly sample: number;
  readonly seed: string | undefined;
  readonly strict: boolean;
};

/** Undefined where the words are no command. */
function wantedBy(words: readonly string[]): Wanted | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        sample: { type: "string", default: "1" },
        seed: { type: "string" },
        strict: { type: "boolean", default: false },
      },
    });
    const [name = "", ...parts] = positionals;
    const sample = Number(values.sample);
    const isKnown = Object.hasOwn(commands, name) && parts.every((part) => partsOf[name]?.includes(part));
    if (!isKnown || !(sample > 0 && sample <= 1)) return undefined;
    return { name, parts, json: values.json, sample, seed: values.seed, strict: values.strict };
  } catch (error) {
    // parseArgs throws a TypeError for options that it does not know.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function main(words: readonly string[]): Promise<number> {
  const wanted = wantedBy(words);
  const command = wanted && commands[wanted.name];
  if (wanted === undefined || command === undefined) {
    console.error(
      `用法 usage: npm run bench -- ${Object.keys(commands).join(" | ")} [--json] [--sample 0.1] [--seed TEXT] [--strict]\n` +
        `gateway: [${gatewayParts.join("] [")}]`,
    );
    return 2;
  }
  const { sample, seed, strict, parts } = wanted;
  const { text, result, passed } = await command({ sample, seed, strict, parts, progress: progressOn(process.stderr) });
  console.log(wanted.json ? JSON.stringify(result, undefined, 2) : text);
  return passed ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
