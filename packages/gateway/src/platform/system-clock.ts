// The machine's own clock and timers.
import type { Clock, TimerHandle, Timers } from "./platform.ts";

export const systemClock: Clock = { nowMs: () => Date.now() };

/** Timers do not keep the process alive: a server does that by listening. */
export const systemTimers: Timers = {
  after(delayMs: number, task: () => Promise<void>): TimerHandle {
    const timer = setTimeout(() => void task(), delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
