// `npm run bench -- explain`: the whole process of `dedepay explain ILLEGAL_PARTNER` beside that of `node -e 0`, in turn.
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchmarkResult } from "../benchmark.ts";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const bin = join(repository, "packages", "cli", "bin", "dedepay.js");
const rounds = 25;
const limitMs = 150;

type Plan = { name: string; parameters: readonly string[]; says: RegExp; times: number[] };

/** Throws where a process fails or does not say what it should. */
export function runExplainBenchmark(): BenchmarkResult {
  const plans: Plan[] = [
    { name: "node -e 0", parameters: ["-e", "0"], says: /^$/, times: [] },
    {
      name: "explain ILLEGAL_PARTNER",
      parameters: [bin, "explain", "ILLEGAL_PARTNER"],
      says: /^ILLEGAL_PARTNER\n/,
      times: [],
    },
    { name: "explain 签约过期", parameters: [bin, "explain", "签约过期"], says: /过期/, times: [] },
  ];
  for (let round = 0; round < rounds; round++) for (const plan of plans) plan.times.push(timeOnce(plan));
  const best = (name: string): number => Math.min(...(plans.find((plan) => plan.name === name)?.times ?? []));
  const measured = best("explain ILLEGAL_PARTNER");
  return {
    benchmark: "explain",
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? "unknown" },
    cases: [
      {
        name: "whole process",
        timings: plans.map(({ name }) => ({ name, microseconds: best(name) * 1000 })),
      },
    ],
    figures: plans.map(({ name, times }) => ({ name: "median", contender: name, value: median(times), unit: "ms" })),
    targets: [
      {
        text: `explain ILLEGAL_PARTNER answers within ${limitMs} ms`,
        limit: limitMs,
        measured,
        met: measured <= limitMs,
      },
    ],
  };
}

function timeOnce({ name, parameters, says }: Plan): number {
  const started = process.hrtime.bigint();
  const { status, stdout } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0 || !says.test(stdout)) throw new Error(`${name}: exit ${status}, printed ${stdout.slice(0, 80)}`);
  return milliseconds;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
