// What was measured of one kind of request and one contender, round by round, and what is said of it.
import type { Contender } from "./contender.ts";
import { type Load, loadAtOnce, withConnections } from "./http-load.ts";

type Round = { readonly perSecond: number; readonly cpuMicroseconds: number };

export type Figures = {
  /** Median of the rounds, as `cpuMicroseconds` of the server's own process, for each request. */
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
  /** Of all requests of all rounds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export class Samples {
  readonly #rounds = new Map<string, Round[]>();
  readonly #latenciesMs = new Map<string, number[]>();

  /** Sends the requests, all connections busy, and keeps what it took. */
  async measure(kind: string, contender: Contender, requests: readonly Buffer[]): Promise<Load> {
    const before = await contender.server.usage();
    const { port } = contender.server.ready;
    const load = await withConnections(port, (open) => loadAtOnce(open, requests));
    const after = await contender.server.usage();
    const round = {
      perSecond: requests.length / load.seconds,
      cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / requests.length,
    };
    const key = keyOf(kind, contender.name);
    this.#rounds.set(key, [...(this.#rounds.get(key) ?? []), round]);
    this.#latenciesMs.set(key, [...(this.#latenciesMs.get(key) ?? []), ...load.latenciesMs]);
    return load;
  }

  /** undefined: it was not measured. */
  figures(kind: string, name: string): Figures | undefined {
    const rounds = this.#rounds.get(keyOf(kind, name));
    if (rounds === undefined) return undefined;
    const latenciesMs = this.#latenciesMs.get(keyOf(kind, name)) ?? [];
    return {
      perSecond: median(rounds.map(({ perSecond }) => perSecond)),
      cpuMicroseconds: median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)),
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
    };
  }

  /** How many times as many per second: of each round, and of these the median, so that what slows a whole round cancels out. */
  ratio(kind: string, name: string, base: string): number {
    const bases = this.#rounds.get(keyOf(kind, base)) ?? [];
    const rounds = this.#rounds.get(keyOf(kind, name)) ?? [];
    return median(rounds.map(({ perSecond }, index) => perSecond / (bases[index]?.perSecond ?? Number.NaN)));
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function keyOf(kind: string, name: string): string {
  return `${kind}|${name}`;
}
