// Counts what was judged: shares, times, confusions, and each target with met or not met.
import type { Family } from "./item.ts";
import type { Judged } from "./judge.ts";

export type Share = { readonly right: number; readonly all: number };
export type CauseRow = { readonly cause: string; readonly first: Share; readonly three: Share };
export type Times = { readonly medianMs: number; readonly p99Ms: number };
export type Target = {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
};
export type Confusion = {
  readonly label: string;
  readonly said: string;
  readonly count: number;
  readonly examples: readonly string[];
};

export type Tally = {
  readonly items: number;
  readonly groups: ReadonlyArray<{ readonly name: string; readonly first: Share; readonly three: Share }>;
  /** Single mistakes with keys, worst first. */
  readonly causes: readonly CauseRow[];
  readonly causesWithoutKeys: readonly CauseRow[];
  readonly confusions: readonly Confusion[];
  readonly healthy: {
    readonly all: number;
    readonly proven: number;
    readonly likely: number;
    readonly possible: number;
    readonly examples: readonly string[];
  };
  readonly outside: { readonly all: number; readonly proven: number };
  readonly times: { readonly single: Times; readonly pair: Times };
  readonly slowest: readonly string[];
  readonly targets: readonly Target[];
};

const shareOf = (judged: readonly Judged[], isRight: (one: Judged) => boolean): Share => ({
  right: judged.filter(isRight).length,
  all: judged.length,
});

/** As a percentage with one decimal; "–" of nothing. */
export function percent({ right, all }: Share): string {
  return all === 0 ? "–" : `${((100 * right) / all).toFixed(1)} %`;
}

function timesOf(judged: readonly Judged[]): Times {
  const sorted = judged.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}

const labelOf = ({ item }: Judged): string => item.labels.map(([cause]) => cause).join(" + ");

function causeRows(judged: readonly Judged[]): CauseRow[] {
  const groups = grouped(judged, labelOf);
  return [...groups]
    .map(([cause, of]) => ({
      cause,
      first: shareOf(of, ({ isFirst }) => isFirst),
      three: shareOf(of, ({ isAmongThree }) => isAmongThree),
    }))
    .toSorted((a, b) => a.first.right / a.first.all - b.first.right / b.first.all || a.cause.localeCompare(b.cause));
}

function confusionsOf(judged: readonly Judged[]): Confusion[] {
  const wrong = judged.filter(({ isFirst }) => !isFirst);
  const groups = grouped(
    wrong,
    (one) =>
      `${one.item.withKeys ? "" : "without keys: "}${labelOf(one)}\n${one.causes.slice(0, one.item.labels.length).join(" + ") || "(nothing)"}`,
  );
  return [...groups]
    .map(([pair, of]) => {
      const [label = "", said = ""] = pair.split("\n");
      return {
        label,
        said,
        count: of.length,
        examples: of.slice(0, 3).map(({ item }) => `${item.id} (${item.recipe})`),
      };
    })
    .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** Families of items with one mistake. `reported` is prose of people and stands apart. */
const singles: ReadonlySet<Family> = new Set<Family>(["signature", "content", "delivery"]);

function groupsOf(judged: readonly Judged[]): Tally["groups"] {
  const group = (name: string, of: readonly Judged[]): Tally["groups"][number] => ({
    name,
    first: shareOf(of, ({ isFirst }) => isFirst),
    three: shareOf(of, ({ isAmongThree }) => isAmongThree),
  });
  const where = (test: (one: Judged["item"]) => boolean): Judged[] => judged.filter(({ item }) => test(item));
  return [
    group(
      "single, with keys",
      where(({ family, withKeys }) => singles.has(family) && withKeys),
    ),
    group(
      "  signature",
      where(({ family, withKeys }) => family === "signature" && withKeys),
    ),
    group(
      "  content",
      where(({ family }) => family === "content"),
    ),
    group(
      "  delivery",
      where(({ family, withKeys }) => family === "delivery" && withKeys),
    ),
    group(
      "  MAPI",
      where(({ family, withKeys, protocol }) => singles.has(family) && withKeys && protocol === "mapi"),
    ),
    group(
      "  OpenAPI",
      where(({ family, withKeys, protocol }) => singles.has(family) && withKeys && protocol === "openapi"),
    ),
    group(
      "single, without keys",
      where(({ family, withKeys }) => singles.has(family) && !withKeys),
    ),
    group(
      "pairs, with keys",
      where(({ family }) => family === "pair"),
    ),
    group(
      "reported by people",
      where(({ family }) => family === "reported"),
    ),
    ...["alipay-sdk", "chromium", "java", "python"].map((maker) =>
      group(
        `made by ${maker}`,
        where((item) => item.maker === maker && item.labels.length > 0),
      ),
    ),
  ];
}

function healthyOf(judged: readonly Judged[]): Tally["healthy"] {
  const healthy = judged.filter(({ item }) => item.family === "healthy");
  const holding = (confidence: string): Judged[] =>
    healthy.filter(({ confidences }) => confidences.some((one) => one === confidence));
  const wrong = [...new Set([...holding("proven"), ...holding("likely")])];
  return {
    all: healthy.length,
    proven: holding("proven").length,
    likely: holding("likely").length,
    possible: holding("possible").length,
    examples: wrong
      .slice(0, 8)
      .map(({ item, causes }) => `${item.id} (${item.recipe}): ${causes.slice(0, 3).join(", ")}`),
  };
}

function target(name: string, wanted: string, o: { measured: string; met: boolean }): Target {
  return { name, wanted, ...o };
}

function targetsOf(judged: readonly Judged[], tally: Omit<Tally, "targets">): Target[] {
  const first = (name: string): Share =>
    tally.groups.find((group) => group.name === name)?.first ?? { right: 0, all: 0 };
  const single = first("single, with keys");
  const pair = first("pairs, with keys");
  const { healthy, times } = tally;
  const falselyProven = judged.filter((one) => one.falselyProven.length > 0).length;
  const likely = { right: healthy.likely, all: healthy.all };
  return [
    target("single mistakes, with keys, top 1", "≥ 98 %", {
      measured: percent(single),
      met: single.right >= 0.98 * single.all,
    }),
    target("pairs, with keys, top 1", "≥ 92 %", { measured: percent(pair), met: pair.right >= 0.92 * pair.all }),
    target("healthy items with a proven finding", "0", { measured: String(healthy.proven), met: healthy.proven === 0 }),
    target("healthy items with a likely finding", "≤ 1 %", {
      measured: percent(likely),
      met: likely.right <= 0.01 * likely.all,
    }),
    target("items with a proven finding which is not so", "0", {
      measured: String(falselyProven),
      met: falselyProven === 0,
    }),
    target("p99 of one single", "≤ 20 ms", {
      measured: `${times.single.p99Ms.toFixed(1)} ms`,
      met: times.single.p99Ms <= 20,
    }),
    target("p99 of one pair", "≤ 150 ms", {
      measured: `${times.pair.p99Ms.toFixed(1)} ms`,
      met: times.pair.p99Ms <= 150,
    }),
  ];
}

export function tallyOf(judged: readonly Judged[]): Tally {
  const labelled = judged.filter(({ item }) => item.labels.length > 0);
  const single = labelled.filter(({ item }) => singles.has(item.family));
  const notPairs = judged.filter(({ item }) => item.family !== "pair");
  const pairs = judged.filter(({ item }) => item.family === "pair");
  const outside = judged.filter(({ item }) => item.family === "outside");
  const tally = {
    items: judged.length,
    groups: groupsOf(judged),
    causes: causeRows(single.filter(({ item }) => item.withKeys)),
    causesWithoutKeys: causeRows(single.filter(({ item }) => !item.withKeys)),
    confusions: confusionsOf(labelled),
    healthy: healthyOf(judged),
    outside: { all: outside.length, proven: outside.filter(({ falselyProven }) => falselyProven.length > 0).length },
    times: { single: timesOf(notPairs), pair: timesOf(pairs) },
    slowest: judged
      .toSorted((a, b) => b.durationMs - a.durationMs)
      .slice(0, 5)
      .map(({ item, durationMs }) => `${durationMs.toFixed(0)} ms ${item.id} (${item.recipe})`),
  };
  return { ...tally, targets: targetsOf(judged, tally) };
}

/** Map.groupBy, which Node 20 has not. */
function grouped<T>(values: readonly T[], nameOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(nameOf(value));
    if (group === undefined) groups.set(nameOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
