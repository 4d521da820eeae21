// `npm run bench -- doctor-log`: how fast the doctor finds the lines about payments in a large access log, beside the floor of
// reading the same file by the same chunks and counting its line ends. Processor time of one core; the memory is what the
// process grew by.
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { diagnose, PaymentLines } from "@dedepay/doctor";
import type { BenchCommand } from "../bench-command.ts";
import type { BenchmarkResult } from "../benchmark.ts";
import { printResult } from "../print-result.ts";
import { writeLog } from "./write-log.ts";

const wholeBytes = 1_000_000_000;
const chunkLength = 4 * 1024 * 1024;
const rounds = 3;
const limitMegabytes = 100;

export const doctorLogBench: BenchCommand = async ({ sample, seed = "log", strict, progress }) => {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-bench-log-"));
  try {
    const file = join(folder, "access.log");
    const bytes = writeLog(file, wholeBytes * sample, { seed, progress });
    const result = measure(file, bytes);
    return { text: printResult(result), result, passed: result.targets.every(({ met }) => met) || !strict };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

function measure(file: string, bytes: number): BenchmarkResult {
  const chunk = Buffer.alloc(chunkLength);
  const residentBefore = process.memoryUsage().rss;
  let kept: Uint8Array = new Uint8Array();
  let found = 0;
  const [floor, ours] = best([
    () => countLineEnds(file, chunk),
    () => {
      const lines = new PaymentLines();
      eachChunk(file, chunk, (part) => lines.push(part));
      kept = lines.bytes();
      found = lines.linesFound;
    },
  ]);
  const grown = Math.max(0, process.memoryUsage().rss - residentBefore) / 1e6;
  const [diagnosing] = best([() => diagnose(kept)]);
  const [cause = "nothing"] = diagnose(kept).findings.map((finding) => finding.cause);
  if (found === 0 || cause === "nothing") throw new Error("the scanner found nothing in a log that holds payments");
  const rate = (microseconds: number): number => bytes / microseconds;
  const figure = (name: string, contender: string, o: { value: number; unit: string }) => ({ name, contender, ...o });
  return {
    benchmark: "doctor-log",
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? "unknown" },
    cases: [
      {
        name: `${Math.round(bytes / 1e6)} MB of access log`,
        timings: [
          { name: "line count", microseconds: floor },
          { name: "doctor", microseconds: ours },
        ],
      },
    ],
    figures: [
      figure("speed", "line count", { value: rate(floor), unit: "MB/s" }),
      figure("speed", "doctor", { value: rate(ours), unit: "MB/s" }),
      figure("memory grown by", "doctor", { value: grown, unit: "MB" }),
      figure("places about payments", "doctor", { value: found, unit: "" }),
      figure(`the diagnosis after it (${cause})`, "doctor", { value: diagnosing / 1000, unit: "ms" }),
    ],
    targets: [
      {
        text: `at least ${limitMegabytes} MB/s on one core`,
        limit: limitMegabytes,
        measured: rate(ours),
        met: rate(ours) >= limitMegabytes,
      },
    ],
  };
}

/** Microseconds of processor time of the best round of each, taken in turn. */
function best<const Runs extends readonly (() => void)[]>(runs: Runs): { [Index in keyof Runs]: number } {
  const times = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      times[index] = Math.min(times[index] ?? Number.POSITIVE_INFINITY, Math.max(1, user + system));
    }
  }
  return times as { [Index in keyof Runs]: number };
}

function eachChunk(file: string, chunk: Buffer, use: (part: Buffer) => void): void {
  const handle = openSync(file, "r");
  for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk))
    use(chunk.subarray(0, length));
  closeSync(handle);
}

function countLineEnds(file: string, chunk: Buffer): number {
  let count = 0;
  eachChunk(file, chunk, (part) => {
    for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) count += 1;
  });
  return count;
}
