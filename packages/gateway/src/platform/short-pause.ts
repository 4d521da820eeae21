// A pause of real time between two runs of a unit of work. Not a timer of the application: a test's virtual clock stands
// still, while the database that made us wait does not.
import { setTimeout as sleep } from "node:timers/promises";

const firstMs = 4;
const longestMs = 200;

/** Grows with each run; half of it is chance, so that two who met do not meet again. */
export async function shortPause(run: number): Promise<void> {
  const ms = Math.min(longestMs, firstMs * 2 ** run);
  await sleep(ms / 2 + (Math.random() * ms) / 2);
}
