// Decides by a seed which of several tasks goes on: each stops at its points (a connection to the database, a call that leaves, an
// answer that arrives) and waits until it is picked. Everything between two points runs without interruption.

import { AsyncLocalStorage } from "node:async_hooks";

type Waiting = { name: string; go: () => void };

/** A task that neither ends nor comes to a point is waiting for something that is not in the simulation. */
const stuckAfterMs = 20_000;

export class RaceScheduler {
  /** The points in the order in which they were passed: what a failed seed shows. */
  readonly trace: string[] = [];
  readonly #random: () => number;
  readonly #names = new AsyncLocalStorage<string>();
  readonly #waiting: Waiting[] = [];
  readonly #failures: unknown[] = [];
  #started = 1;
  #tasks = 0;
  #isOn = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Off: points are passed at once. */
  set isOn(value: boolean) {
    this.#isOn = value;
    if (!value) for (const { go } of this.#waiting.splice(0)) go();
  }

  get tasks(): number {
    return this.#tasks;
  }

  async point(name: string): Promise<void> {
    if (!this.#isOn) return;
    const whose = `${this.#names.getStore() ?? "?"}: ${name}`;
    await new Promise<void>((go) => void this.#waiting.push({ name: whose, go }));
  }

  /** Starts a task beside the others. What it throws comes out of `drain`. */
  spawn(name: string, task: () => Promise<void>): void {
    this.#tasks += 1;
    const numbered = `${this.#started++} ${name}`;
    this.trace.push(`${numbered} starts`);
    this.#names
      .run(numbered, task)
      .catch((error: unknown) => void this.#failures.push(error))
      .finally(() => {
        this.#tasks -= 1;
      });
  }

  /** Lets one task go on to its next point. */
  async step(): Promise<void> {
    await settled();
    const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    if (next === undefined) return;
    this.trace.push(next.name);
    next.go();
  }

  /** Until no task is left. Throws the first thing that a task threw. */
  async drain(): Promise<void> {
    const startedMs = Date.now();
    while (this.#tasks > 0) {
      await this.step();
      if (this.#waiting.length > 0) continue;
      // A pause of the store's is a real one.
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (Date.now() - startedMs > stuckAfterMs) throw new Error(`${this.#tasks} tasks are stuck`);
    }
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}

/** Nothing but points is left to wait for: all that runs between them are promises. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
