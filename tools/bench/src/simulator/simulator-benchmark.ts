// `npm run bench -- simulator`: whole payments through the simulator (gateway, cashier page, paying, signed return,
// notification), MD5. The rate is per second of the simulator's own processor time, which is what one core gives.
import { fork } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import type { BenchCommand } from "../bench-command.ts";
import type { BenchmarkResult } from "../benchmark.ts";
import { printResult } from "../print-result.ts";
import { startMerchantLoad } from "./merchant-load.ts";

type Usage = { readonly cpuMicroseconds: number; readonly residentBytes: number };

const wholeRun = 100_000;
const warmUp = 3000;
const buyersAtOnce = 32;

/** `--sample 0.1` pays a tenth of the orders, and then the memory is that of fewer trades. */
export const simulatorBench: BenchCommand = async ({ sample, strict }) => {
  const result = await payAll(Math.max(2 * warmUp, Math.round(wholeRun * sample)));
  // What a busy machine measures says little: a missed target is shown, and fails only where somebody asked for that.
  const met = (result.targets ?? []).every((target) => target.met);
  return { text: printResult(result), result, passed: met || !strict };
};

async function payAll(trades: number): Promise<BenchmarkResult> {
  const child = fork(fileURLToPath(new URL("./simulator-process.js", import.meta.url)));
  const answer = <T>(): Promise<T> =>
    new Promise((resolve) => child.once("message", (message) => resolve(message as T)));
  const usage = (): Promise<Usage> => {
    const asked = answer<Usage>();
    child.send("usage");
    return asked;
  };
  const { mapiEndpoint } = await answer<{ mapiEndpoint: string }>();
  const load = await startMerchantLoad(mapiEndpoint, buyersAtOnce);
  try {
    await load.pay(warmUp, 0);
    const before = await usage();
    const start = performance.now();
    await load.pay(trades - warmUp, warmUp);
    const seconds = (performance.now() - start) / 1000;
    const after = await usage();
    const paid = trades - warmUp;
    const perCoreSecond = paid / ((after.cpuMicroseconds - before.cpuMicroseconds) / 1e6);
    const megabytes = after.residentBytes / 1e6;
    const figure = (name: string, value: number, unit: string) => ({ name, contender: "simulator", value, unit });
    return {
      benchmark: "simulator",
      machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? "unknown" },
      cases: [],
      figures: [
        figure("payments a second, wall clock", paid / seconds, "/s"),
        figure("payments a second of one core", perCoreSecond, "/s"),
        figure(`resident after ${trades} trades`, megabytes, "MB"),
      ],
      targets: [
        {
          text: "at least 1500 payments a second of one core",
          limit: 1500,
          measured: perCoreSecond,
          met: perCoreSecond >= 1500,
        },
        { text: `at most 300 MB after ${trades} trades`, limit: 300, measured: megabytes, met: megabytes <= 300 },
      ],
    };
  } finally {
    load.close();
    child.send("stop");
  }
}
