// What each `npm run bench -- NAME` is given and gives back.
export type Progress = (what: string, done: number, all: number) => void;

export type BenchOptions = {
  /** Part of the work, above 0 up to 1: for CI. */
  readonly sample: number;
  /** In place of the one that changes every week. */
  readonly seed: string | undefined;
  /** A missed target ends the command with 1. */
  readonly strict: boolean;
  readonly progress: Progress;
  /** Words after the name: of these parts only. None: of everything. */
  readonly parts: readonly string[];
};

export type BenchAnswer = {
  /** For people. */
  readonly text: string;
  /** For programs. */
  readonly result: unknown;
  /** False where something must not stay as it is: the command ends with 1. */
  readonly passed: boolean;
};

export type BenchCommand = (options: BenchOptions) => Promise<BenchAnswer>;
