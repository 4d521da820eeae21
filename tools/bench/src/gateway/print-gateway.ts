// The gateway's figures as tables for people.
import type { Target } from "../benchmark.ts";
import type { Compared } from "./compare-with-peer.ts";
import { databaseNames } from "./databases.ts";
import type { RsaFloor } from "./floors.ts";
import type { ComparedWithFull } from "./million/compare-with-full.ts";
import { kinds } from "./rounds.ts";
import type { Figures, Samples } from "./samples.ts";

export type Measured = {
  readonly machine: string;
  readonly rsa: RsaFloor;
  readonly compared: readonly Compared[];
  readonly full: readonly ComparedWithFull[];
  readonly idleMegabytes: number | undefined;
  readonly targets: readonly Target[];
};

/** For programs. */
export function gatewayResult({ compared, full, ...others }: Measured): unknown {
  return {
    benchmark: "gateway",
    ...others,
    compared: compared.map(({ samples, ...rest }) => ({ ...rest, kinds: figuresOf(samples, ["gateway", "peer"]) })),
    full: full.map(({ samples, ...rest }) => ({ ...rest, kinds: figuresOf(samples, ["full", "empty"]) })),
  };
}

type Pair = readonly [name: string, base: string];

function figuresOf(samples: Samples, [name, base]: Pair): unknown {
  const entries = kinds.map((kind) => {
    const pair = { [name]: samples.figures(kind, name), [base]: samples.figures(kind, base) };
    return [kind, { ...pair, ratio: samples.ratio(kind, name, base) }];
  });
  return Object.fromEntries(entries);
}

export function printGateway({ machine, rsa, compared, full, idleMegabytes, targets }: Measured): string {
  const lines = [`gateway · ${machine}`];
  for (const { database, samples, floors, steadyP99Ms } of compared) {
    lines.push(...tableOf(databaseNames[database], samples, ["gateway", "peer"]));
    const empty = `empty route ${floors.emptyRoutePerSecond.toFixed(0)}/s`;
    lines.push(`floors: ${empty}, commits ${floors.commitsPerSecond.toFixed(0)}/s`);
    const { gateway, peer } = steadyP99Ms;
    lines.push(`create RSA2 at 100/s, p99: gateway ${gateway.toFixed(1)} ms, peer ${peer.toFixed(1)} ms`);
  }
  for (const { database, samples, payments, settings } of full) {
    const title = `${databaseNames[database]}, ${payments} payments in the ledger`;
    lines.push(...tableOf(title, samples, ["full", "empty"]), settings);
  }
  lines.push(
    "",
    `RSA2 of one core: ${rsa.signsPerSecond.toFixed(0)} signed, ${rsa.verifiesPerSecond.toFixed(0)} verified a second`,
  );
  if (idleMegabytes !== undefined) lines.push(`idle: ${idleMegabytes.toFixed(1)} MB resident`);
  const verdict = ({ text, measured, met }: Target): string =>
    `${met ? "met   " : "MISSED"}  ${text}: ${measured.toFixed(2)}`;
  return [...lines, "", ...targets.map(verdict)].join("\n");
}

function tableOf(title: string, samples: Samples, [name, base]: Pair): string[] {
  const head = `${"".padEnd(12)}${name.padStart(9)}${"cpu µs p50/p99 ms".padStart(24)}${base.padStart(9)}${"cpu µs p50/p99 ms".padStart(24)}${"ratio".padStart(9)}`;
  const lines = kinds.flatMap((kind) => {
    const figures = samples.figures(kind, name);
    if (figures === undefined) return [];
    const bases = samples.figures(kind, base);
    const ratio = bases === undefined ? "" : samples.ratio(kind, name, base).toFixed(2);
    return [`${kind.padEnd(12)}${cells(figures)}${cells(bases)}${ratio.padStart(9)}`];
  });
  return ["", title, head, ...lines];
}

function cells(figures: Figures | undefined): string {
  if (figures === undefined) return "".padEnd(33);
  const { perSecond, cpuMicroseconds, p50Ms, p99Ms } = figures;
  return `${`${perSecond.toFixed(0)}/s`.padStart(9)}${`${cpuMicroseconds.toFixed(0)} ${p50Ms.toFixed(1)}/${p99Ms.toFixed(1)}`.padStart(24)}`;
}
