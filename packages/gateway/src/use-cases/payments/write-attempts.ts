// What a decision, and Alipay's number of a trade, change of a payment's attempts: one update for each attempt.
import type { Payment, Trade } from "@dedepay/core";
import { type AttemptChanges, findAttempt, updateAttempt } from "../../store/attempts.ts";
import type { Db } from "../../store/store.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";

export type AttemptsChanged = {
  before: Payment;
  /** undefined: the payment stays as it is. */
  after: Payment | undefined;
  numbered?: readonly [attemptId: string, tradeNo: string] | undefined;
  /** All attempts of the payment, where this unit of work has read them. */
  attempts: readonly AttemptsTable[] | undefined;
};

/** Writes, and answers the attempts that were read as they are now. */
export async function writeAttempts(db: Db, o: AttemptsChanged): Promise<AttemptsTable[]> {
  const { before, after, numbered, attempts = [] } = o;
  const changes = new Map<string, AttemptChanges>();
  if (numbered !== undefined) changes.set(numbered[0], { tradeNo: numbered[1] });
  const known = new Map(before.facts.trades.map((trade) => [trade.attemptId, attemptState(trade)]));
  for (const trade of after?.facts.trades ?? []) {
    const id = trade.attemptId;
    const state = attemptState(trade);
    if (known.get(id) === state) continue;
    const row = attempts.find((attempt) => attempt.id === id) ?? (await findAttempt(db, id));
    changes.set(id, { ...changes.get(id), state: keptState(row?.state ?? "open", state) });
  }
  await Promise.all([...changes].map(([id, change]) => updateAttempt(db, id, change)));
  return attempts.map((attempt) => ({ ...attempt, ...changes.get(attempt.id) }));
}

/** That its content is not the payment's any more, or is just being replaced, must not be forgotten when Alipay closes it. */
function keptState(now: string, state: string): string {
  const [replacement] = /^(superseded|replacing)/.exec(now) ?? [];
  if (replacement === undefined || state === "paid") return state;
  return state === "open" ? now : `${replacement}_closed`;
}

function attemptState(trade: Trade): string {
  if (trade.reached !== "none") return "paid";
  return trade.closed ? "closed_at_alipay" : "open";
}
