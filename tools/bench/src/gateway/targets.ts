// What the gateway should reach, against what was measured.
import type { Target } from "../benchmark.ts";
import type { Compared } from "./compare-with-peer.ts";
import { databaseNames } from "./databases.ts";
import type { ComparedWithFull } from "./million/compare-with-full.ts";

const firstLimits = { sqlite: 2, mariadb: 1, postgres: 1 } as const;
const forgedLimit = 8;
const createLimit = 1.5;
const steadyLimitMs = 50;
const fullLimit = 0.9;
const idleLimitMegabytes = 120;

export function peerTargets({ database, samples, steadyP99Ms }: Compared): Target[] {
  const name = databaseNames[database];
  const atLeast = (kind: string, limit: number): Target => {
    const measured = samples.ratio(kind, "gateway", "peer");
    return { text: `${name}: ${kind} at least ${limit} × the peer`, limit, measured, met: measured >= limit };
  };
  return [
    atLeast("first", firstLimits[database]),
    atLeast("forged", forgedLimit),
    atLeast("create RSA2", createLimit),
    {
      text: `${name}: create RSA2, p99 below ${steadyLimitMs} ms at 100 a second`,
      limit: steadyLimitMs,
      measured: steadyP99Ms.gateway,
      met: steadyP99Ms.gateway < steadyLimitMs,
    },
  ];
}

const kindsOfFull = ["create MD5", "create RSA2", "first", "duplicate", "forged", "get"] as const;

export function fullTargets({ database, samples, payments }: ComparedWithFull): Target[] {
  return kindsOfFull.map((kind) => {
    const measured = samples.ratio(kind, "full", "empty");
    const text = `${databaseNames[database]}: ${kind} with ${payments} payments at least ${fullLimit} × an empty ledger`;
    return { text, limit: fullLimit, measured, met: measured >= fullLimit };
  });
}

export function idleTarget(megabytes: number): Target {
  const text = `idle memory below ${idleLimitMegabytes} MB`;
  return { text, limit: idleLimitMegabytes, measured: megabytes, met: megabytes < idleLimitMegabytes };
}
