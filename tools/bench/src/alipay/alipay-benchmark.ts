// `npm run bench -- alipay`: the wire library against Alipay's own SDK and against OpenSSL itself, in one run.
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import type { BenchmarkResult, CaseResult, Target } from "../benchmark.ts";
import { measureCase } from "../measure.ts";
import { aesCases } from "./aes-cases.ts";
import { createFixtures } from "./fixtures.ts";
import { moduleCost } from "./module-cost.ts";
import { signCases } from "./sign-cases.ts";
import { verifyCases } from "./verify-cases.ts";

function timeIn(result: CaseResult, contender: string): number {
  const timing = result.timings.find(({ name }) => name === contender);
  if (timing === undefined) throw new Error(`${result.name} has no ${contender}`);
  return timing.microseconds;
}

function atMost(text: string, limit: number, measured: number): Target {
  return { text, limit, measured, met: measured <= limit };
}

function atLeast(text: string, limit: number, measured: number): Target {
  return { text, limit, measured, met: measured >= limit };
}

/** Runs everything. Throws where two contenders disagree. */
export function runAlipayBenchmark(): BenchmarkResult {
  const fixtures = createFixtures();
  const signing = signCases(fixtures);
  const verifying = verifyCases(fixtures);
  const options = { rounds: 60, roundMs: 20 };
  const signed = measureCase(signing.bare, options);
  const url = measureCase(signing.url, options);
  const verified = measureCase(verifying.bare, options);
  const good = measureCase(verifying.good, options);
  const forged = measureCase(verifying.forged, options);
  const aes = aesCases(fixtures).map((wanted) => measureCase(wanted, { rounds: 25, roundMs: 20 }));
  const ratio = (result: CaseResult, of: string, to: string): number => timeIn(result, of) / timeIn(result, to);
  const modules = [
    { contender: "dedepay", cost: moduleCost(fileURLToPath(import.meta.resolve("@dedepay/alipay"))) },
    { contender: "alipay-sdk", cost: moduleCost(fileURLToPath(import.meta.resolve("alipay-sdk"))) },
  ];
  return {
    benchmark: "alipay",
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? "unknown" },
    cases: [signed, url, verified, good, forged, ...aes],
    figures: modules.flatMap(({ contender, cost }) => [
      { name: "load time of the module", contender, value: cost.milliseconds, unit: "ms" },
      { name: "memory of the module", contender, value: cost.megabytes, unit: "MB" },
    ]),
    targets: [
      atMost("sign within 1.10 of the floor", 1.1, ratio(signed, "dedepay", "OpenSSL floor")),
      atMost("verify within 1.10 of the floor", 1.1, ratio(verified, "dedepay", "OpenSSL floor")),
      atLeast("page-pay URL at least 3.4 times as fast as alipay-sdk", 3.4, ratio(url, "alipay-sdk", "dedepay")),
      atLeast("good notification at least 11 times as fast as alipay-sdk", 11, ratio(good, "alipay-sdk", "dedepay")),
      atLeast(
        "forged notification at least 11 times as fast as alipay-sdk",
        11,
        ratio(forged, "alipay-sdk", "dedepay"),
      ),
    ],
  };
}
