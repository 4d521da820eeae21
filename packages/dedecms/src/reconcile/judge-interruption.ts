// How far a fulfilment came that broke in its middle, told from the rows as they are now.
import type { SiteOrder } from "@dedepay/gateway";
import { isState, withoutOwn } from "../database/interrupted-operation.ts";
import type { Interruption } from "../database/interruption.ts";

export type InterruptionVerdict =
  /** Neither given nor marked: it may begin anew. */
  | "untouched"
  /** Given, and the order does not say so: repeating it would give twice. */
  | "given_only"
  /** The order says so, and the member has nothing of it. */
  | "marked_only"
  | "complete"
  /** The member's row has changed since; or a card, which the list of cards tells more of. */
  | "unclear";

export function judgeInterruption(interruption: Interruption | undefined, order: SiteOrder): InterruptionVerdict {
  if (interruption === undefined || interruption.what === "card" || order.member === null) {
    return order.settled ? "complete" : "unclear";
  }
  const { before, after, what } = interruption;
  const now = order.settled ? withoutOwn(order.member) : order.member;
  const isGiven = isState(now, after, what);
  const isNotGiven = isState(now, before, what);
  if (order.settled) return isNotGiven && !isGiven ? "marked_only" : "complete";
  if (isGiven) return "given_only";
  return isNotGiven ? "untouched" : "unclear";
}
