// Times contenders against each other on a machine which others use too: many rounds, shorter than a time slice, in turn, and of each contender its
// best round. A disturbed round is slower, never faster, so the best is what the code can do.
import type { Case, CaseResult, Contender } from "./benchmark.ts";

export type MeasureOptions = { readonly rounds: number; readonly roundMs: number };

function timeOf(contender: Contender, times: number): number {
  const started = process.hrtime.bigint();
  let kept: unknown;
  for (let index = 0; index < times; index++) kept = contender.run();
  const nanoseconds = Number(process.hrtime.bigint() - started);
  if (kept === undefined) throw new Error(`${contender.name} made nothing`);
  return nanoseconds / 1000 / times;
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
