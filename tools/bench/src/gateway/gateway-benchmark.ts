// `npm run bench -- gateway [sqlite] [mariadb] [postgres] [peer] [million] [idle]`: the gateway beside a server written by hand, on each
// database; with a million payments in the ledger; and its memory when it has nothing to do. No database named: all of them; no
// section named: all of them.
import { cpus, loadavg } from "node:os";
import type { BenchCommand } from "../bench-command.ts";
import { type Compared, compareWithPeer } from "./compare-with-peer.ts";
import { databases } from "./databases.ts";
import { measureRsa } from "./floors.ts";
import { measureIdleMemory } from "./idle-memory.ts";
import { createKeys } from "./messages.ts";
import { type ComparedWithFull, compareWithFull } from "./million/compare-with-full.ts";
import { gatewayResult, printGateway } from "./print-gateway.ts";
import { fullTargets, idleTarget, peerTargets } from "./targets.ts";

const sections = ["peer", "million", "idle"] as const;
export const gatewayParts: readonly string[] = [...databases, ...sections];

const rounds = 7;
const wholeRequests = 1600;
const steadySeconds = 10;
const manyPayments = 1_000_000;
const idleSeconds = 10;

/** `--sample 0.1` sends a tenth of the requests and fills the ledger with a tenth of the payments. */
export const gatewayBench: BenchCommand = async ({ sample, strict, progress, parts }) => {
  const on = namedOrAll(databases, parts);
  const wanted = namedOrAll(sections, parts);
  const keys = createKeys();
  const o = { keys, rounds, requests: Math.ceil(wholeRequests * sample), progress };
  const idleMegabytes = wanted.includes("idle") ? await measureIdleMemory(idleSeconds) : undefined;
  const compared: Compared[] = [];
  const full: ComparedWithFull[] = [];
  for (const database of on) {
    if (wanted.includes("peer")) compared.push(await compareWithPeer(database, { ...o, steadySeconds }));
    const payments = Math.ceil(manyPayments * sample);
    if (wanted.includes("million")) full.push(await compareWithFull(database, { ...o, payments }));
  }
  const targets = [
    ...compared.flatMap(peerTargets),
    ...full.flatMap(fullTargets),
    ...(idleMegabytes === undefined ? [] : [idleTarget(idleMegabytes)]),
  ];
  const measured = { machine: machineNow(), rsa: measureRsa(keys), compared, full, idleMegabytes, targets };
  // What a busy machine measures says little: a missed target is shown, and fails only where somebody asked for that.
  const passed = !strict || targets.every(({ met }) => met);
  return { text: printGateway(measured), result: gatewayResult(measured), passed };
};

function namedOrAll<T extends string>(all: readonly T[], parts: readonly string[]): readonly T[] {
  const named = all.filter((one) => parts.includes(one));
  return named.length === 0 ? all : named;
}

function machineNow(): string {
  const load = loadavg()[0]?.toFixed(1);
  return `Node ${process.versions.node} · ${cpus().length} × ${cpus()[0]?.model ?? "unknown"} · load average ${load}`;
}
