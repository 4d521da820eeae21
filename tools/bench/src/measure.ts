// Times contenders against each other on a machine which others use too: processor time, not time on the clock, in many short
// rounds, in turn, and of each contender its best. A disturbed round is slower, never faster: the best is what the code can do.
import type { Case, CaseResult, Contender } from "./benchmark.ts";

export type MeasureOptions = { readonly rounds: number; readonly roundMs: number };

/** Microseconds of processor time per run, the garbage collector's threads included. */
function timeOf(contender: Contender, times: number): number {
  const before = process.cpuUsage();
  let kept: unknown;
  for (let index = 0; index < times; index++) kept = contender.run();
  const { user, system } = process.cpuUsage(before);
  if (kept === undefined) throw new Error(`${contender.name} made nothing`);
  return Math.max(user + system, 1) / times;
}

function timesFor(contender: Contender, roundMs: number): number {
  // Warms the compiler up as well.
  let times = 8;
  while (timeOf(contender, times) * times < roundMs * 1000) times *= 2;
  return Math.max(1, Math.ceil((roundMs * 1000) / timeOf(contender, times)));
}

/** Checks a case, then times its contenders in turn; microseconds per run of the best round. */
export function measureCase(wanted: Case, { rounds, roundMs }: MeasureOptions): CaseResult {
  wanted.check();
  const plans = wanted.contenders.map((contender) => ({
    contender,
    times: timesFor(contender, roundMs),
    best: Number.POSITIVE_INFINITY,
  }));
  for (let round = 0; round < rounds; round++) {
    for (const plan of plans) plan.best = Math.min(plan.best, timeOf(plan.contender, plan.times));
  }
  return {
    name: wanted.name,
    timings: plans.map(({ contender, best }) => ({ name: contender.name, microseconds: best })),
  };
}
