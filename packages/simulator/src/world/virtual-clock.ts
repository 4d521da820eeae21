// The simulation's own time: it runs with the machine's clock times a speed, stands still at speed 0, and can be moved
// forward, in which case every timer on the way fires in order and is waited for. It must not know what the timers do.
import type { RealTime } from "../platform/real-time.ts";

export type TimerCallback = () => void | Promise<void>;

interface Timer {
  dueMs: number;
  order: number;
  callback: TimerCallback | undefined;
}

/** Node's timers overflow above this delay. */
const longestRealDelayMs = 2 ** 31 - 1;

/** Below this many it is not worth sweeping them out. */
const fewCancelled = 1000;

export class VirtualClock {
  readonly #real: RealTime;
  readonly #onTimerError: (error: unknown) => void;
  #anchorRealMs: number;
  #anchorVirtualMs: number;
  #speed: number;
  #heap: Timer[] = [];
  #nextOrder = 0;
  #cancelled = 0;
  #wake: (() => void) | undefined;
  #wakeDueMs = Number.POSITIVE_INFINITY;
  #advancing = false;
  #advances: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: {
    real: RealTime;
    startMs?: number;
    speed?: number;
    onTimerError?: (error: unknown) => void;
  }) {
    this.#real = options.real;
    this.#anchorRealMs = options.real.nowMs();
    this.#anchorVirtualMs = options.startMs ?? this.#anchorRealMs;
    this.#speed = options.speed ?? 1;
    this.#onTimerError =
      options.onTimerError ??
      ((error) => {
        throw error;
      });
  }

  get speed(): number {
    return this.#speed;
  }

  /** Virtual epoch milliseconds, an integer. */
  nowMs(): number {
    if (this.#advancing) return this.#anchorVirtualMs;
    return Math.floor(this.#anchorVirtualMs + (this.#real.nowMs() - this.#anchorRealMs) * this.#speed);
  }

  /** How far a caller's moment is from now. Callers read the machine's clock, however far this one was moved: the nearer counts. */
  distanceMs(ms: number): number {
    return Math.min(Math.abs(ms - this.nowMs()), Math.abs(ms - this.#real.nowMs()));
  }

  /** Sets how many virtual seconds pass in a real one; 0 stops the clock, advance() still moves it. */
  setSpeed(speed: number): void {
    if (!Number.isFinite(speed) || speed < 0) throw new RangeError("the clock's speed is a number from 0");
    this.#anchor(this.nowMs());
    this.#speed = speed;
    this.#arm();
  }

  /** Calls back once delayMs of virtual time later; the answer cancels it. */
  setTimer(delayMs: number, callback: TimerCallback): () => void {
    const timer: Timer = { dueMs: this.nowMs() + Math.max(0, delayMs), order: this.#nextOrder, callback };
    this.#nextOrder += 1;
    this.#push(timer);
    if (timer.dueMs < this.#wakeDueMs) this.#arm();
    return () => {
      if (timer.callback === undefined) return;
      timer.callback = undefined;
      this.#cancelled += 1;
      if (this.#cancelled > fewCancelled && this.#cancelled > this.#heap.length / 2) this.#dropCancelled();
    };
  }

  /** Moves time forward by ms. Resolves when every timer on the way has fired and finished, those it set included. */
  advance(ms: number): Promise<void> {
    if (!Number.isFinite(ms) || ms < 0) return Promise.reject(new RangeError("time moves forward only"));
    const run = this.#advances.then(() => this.#advance(ms));
    this.#advances = run.catch(() => undefined);
    return run;
  }

  /** Work under way which a moved clock must wait for before and after each timer. */
  track(work: Promise<void>): Promise<void> {
    const tracked: Promise<void> = work
      .catch((error: unknown) => this.#onTimerError(error))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
    return tracked;
  }

  /** How many timers wait (cancelled ones may be counted until their time comes). */
  get pendingTimers(): number {
    return this.#heap.length;
  }

  /** Drops all timers; none fires afterwards. */
  close(): void {
    this.#closed = true;
    this.#heap = [];
    this.#wake?.();
    this.#wake = undefined;
  }

  async #advance(ms: number): Promise<void> {
    const targetMs = this.nowMs() + ms;
    this.#anchor(this.nowMs());
    this.#advancing = true;
    try {
      await this.#settle();
      for (let timer = this.#popDue(targetMs); timer !== undefined; timer = this.#popDue(targetMs)) {
        this.#anchorVirtualMs = Math.max(this.#anchorVirtualMs, timer.dueMs);
        await this.#fire(timer);
        await this.#settle();
      }
    } finally {
      this.#advancing = false;
      this.#anchor(targetMs);
      this.#arm();
    }
  }

  async #settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #fire(timer: Timer): Promise<void> {
    try {
      await timer.callback?.();
    } catch (error) {
      this.#onTimerError(error);
    }
  }

  #anchor(virtualMs: number): void {
    this.#anchorVirtualMs = virtualMs;
    this.#anchorRealMs = this.#real.nowMs();
  }

  #arm(): void {
    this.#wake?.();
    this.#wake = undefined;
    this.#wakeDueMs = Number.POSITIVE_INFINITY;
    const next = this.#heap[0];
    if (this.#closed || this.#advancing || next === undefined || this.#speed === 0) return;
    const delayMs = Math.min(longestRealDelayMs, Math.max(0, Math.ceil((next.dueMs - this.nowMs()) / this.#speed)));
    this.#wakeDueMs = next.dueMs;
    this.#wake = this.#real.setTimer(delayMs, () => this.#onWake());
  }

  #onWake(): void {
    if (this.#closed || this.#advancing) return;
    const nowMs = this.nowMs();
    for (let timer = this.#popDue(nowMs); timer !== undefined; timer = this.#popDue(nowMs))
      void this.track(this.#fire(timer));
    this.#arm();
  }

  #popDue(targetMs: number): Timer | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.dueMs > targetMs) return undefined;
      this.#removeFirst();
      if (first.callback !== undefined) return first;
      this.#cancelled = Math.max(0, this.#cancelled - 1);
    }
  }

  #dropCancelled(): void {
    const kept = this.#heap.filter(({ callback }) => callback !== undefined);
    this.#heap = [];
    this.#cancelled = 0;
    for (const timer of kept) this.#push(timer);
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    heap.push(timer);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!comesFirst(timer, at(heap, parent))) break;
      heap[index] = at(heap, parent);
      index = parent;
    }
    heap[index] = timer;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && comesFirst(at(heap, child + 1), at(heap, child))) child += 1;
      if (!comesFirst(at(heap, child), last)) break;
      heap[index] = at(heap, child);
      index = child;
    }
    heap[index] = last;
  }
}

function comesFirst(a: Timer, b: Timer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

function at(heap: Timer[], index: number): Timer {
  const timer = heap[index];
  if (timer === undefined) throw new Error("the timer heap lost an entry");
  return timer;
}
