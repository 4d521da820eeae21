// The refund machine: the table's answer, the release of the reserved amount, and what to do next. Pure and total.
// It never books the refund itself: that is the payment's evidence (see prove-refund.ts), so it is booked once whoever reports it.
import { assertNever } from "../assert-never.ts";
import type { Posting } from "../ledger/posting.ts";
import type { Effect } from "../payment/decision.ts";
import { isOpenRefund, type Refund } from "./refund.ts";
import type { RefundDecision } from "./refund-decision.ts";
import type { RefundEvent } from "./refund-event.ts";
import { type RefundOutcome, refundTransitions } from "./refund-transitions.ts";

/** What an event does to one refund. `accepted` belongs through proveRefund, which books it in the payment as well. */
export function decideRefund(refund: Refund, event: RefundEvent): RefundDecision {
  const outcome = refundTransitions[refund.way][refund.state][event.type];
  if (outcome.kind !== "move") return outcome;
  const after: Refund = {
    ...refund,
    state: outcome.to,
    submissions: refund.submissions + (event.type === "submitted" || event.type === "page_opened" ? 1 : 0),
  };
  return {
    kind: "move",
    refund: after,
    events: after.state === refund.state ? [`refund.${event.type}`] : [`refund.${after.state}`],
    postings: isOpenRefund(refund) && !isOpenRefund(after) ? [release(refund)] : [],
    effects: [...followUp(after, outcome.next), ...news(refund, after)],
  };
}

function release(refund: Refund): Posting {
  return {
    key: `refund_released:${refund.refundId}`,
    from: "refund_reserved",
    to: refund.account,
    asset: "CNY",
    amountFen: refund.amountFen,
  };
}

type FollowUp = Extract<RefundOutcome, { kind: "move" }>["next"];

function followUp(refund: Refund, next: FollowUp): Effect[] {
  const { refundId, attemptId, submissions } = refund;
  switch (next) {
    case undefined:
      return [];
    case "query":
      return [{ type: "query_refund", key: `query_refund:${refundId}:${submissions}`, refundId }];
    case "submit_again":
      return [{ type: "submit_refund", key: `submit_refund:${refundId}:${submissions}`, refundId }];
    case "tell_owner": {
      const cause = refund.state === "succeeded" ? "refund_succeeded_unexpectedly" : "refund_outcome_unknown";
      return [{ type: "open_incident", key: `incident:${cause}:${refundId}`, cause, attemptId, detail: refundId }];
    }
    default:
      return assertNever(next);
  }
}

function news(before: Refund, after: Refund): Effect[] {
  if (after.state !== "failed" || before.state === "failed") return [];
  return [
    { type: "deliver", key: `refund.failed:${after.refundId}`, delivery: "refund.failed", refundId: after.refundId },
  ];
}
