// What every rule of tidy is: a name and a check over the whole repository. A rule reads, it never writes.
import type { Repository } from "./repository.ts";

export interface Problem {
  readonly path: string;
  /** 1-based; absent where the whole file is meant. */
  readonly line?: number;
  /** What is wrong and what to do instead, in one sentence. */
  readonly message: string;
}

export interface Rule {
  readonly name: string;
  readonly check: (repository: Repository) => readonly Problem[];
}
