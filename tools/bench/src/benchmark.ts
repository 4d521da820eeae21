// What a benchmark is and what it gives back. Contenders of one case do the same work; their outputs are compared before any
// of them is timed.

/** One way to do the work; `run` returns what it made, so that nothing is optimised away. */
export type Contender = { readonly name: string; readonly run: () => unknown };

export type Case = {
  readonly name: string;
  /** The first is what the others are compared with. */
  readonly contenders: readonly Contender[];
  /** Throws an Error which says whose output differs. */
  readonly check: () => void;
};

export type Timing = { readonly name: string; readonly microseconds: number };
export type CaseResult = { readonly name: string; readonly timings: readonly Timing[] };

/** A figure that the documents promise, with what was measured. */
export type Target = {
  readonly text: string;
  readonly limit: number;
  readonly measured: number;
  readonly met: boolean;
};

export type BenchmarkResult = {
  readonly benchmark: string;
  readonly machine: { readonly node: string; readonly cpu: string };
  readonly cases: readonly CaseResult[];
  /** Further figures, such as memory, each with its unit. */
  readonly figures: readonly {
    readonly name: string;
    readonly contender: string;
    readonly value: number;
    readonly unit: string;
  }[];
  readonly targets: readonly Target[];
};
