// What came of one event at the shop, in the words and with the HTTP statuses that plus/dedepay.php answers.
import type { Interruption } from "./interruption.ts";

export type Answer = {
  /** 2xx: done, or nothing to do. 409, 422: a person has to look, nothing was changed. 503: later. */
  readonly status: 200 | 400 | 409 | 422 | 503;
  readonly outcome: string;
  /** For the receipt: what was handed out. No card number. */
  readonly gave?: Readonly<Record<string, string | number>>;
  /** Where it broke in the middle: enough to tell afterwards how far it went. */
  readonly interruption?: Interruption;
};

export const done = (gave: Readonly<Record<string, string | number>>): Answer => ({
  status: 200,
  outcome: "done",
  gave,
});
export const alreadyDone: Answer = { status: 200, outcome: "already_done" };
/** 409: nothing was changed, and trying again can't help. */
export const refuse = (outcome: string): Answer => ({ status: 409, outcome });
export const later = (outcome: string): Answer => ({ status: 503, outcome });
