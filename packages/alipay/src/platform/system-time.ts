// The machine's clock and timers; everything else is handed the time.
import { setTimeout as delay } from "node:timers/promises";

/** Epoch milliseconds now. */
export const systemNow = (): number => Date.now();

/** Resolves after `ms`; rejects as soon as `signal` aborts. */
export async function systemSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal });
}
