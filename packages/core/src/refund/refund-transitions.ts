// The refund machine as data, a table per way of sending; every pair is written down. Success is the top and absorbs; a failed
// refund still becomes succeeded on proof, because money that left has left, whatever we had decided.
import type { Refund, RefundState, RefundWay } from "./refund.ts";
import type { RefundConflictReason, RefundIgnoreReason } from "./refund-decision.ts";
import type { RefundEventType } from "./refund-event.ts";

export type RefundOutcome =
  | { kind: "move"; to: RefundState; next?: "query" | "submit_again" | "tell_owner" }
  | { kind: "ignore"; reason: RefundIgnoreReason }
  | { kind: "conflict"; reason: RefundConflictReason };

type Row = Readonly<Record<RefundEventType, RefundOutcome>>;
export type RefundTable = Readonly<Record<Refund["state"], Row>>;

const to = (state: RefundState): RefundOutcome => ({ kind: "move", to: state });
const unknownThenQuery: RefundOutcome = { kind: "move", to: "unknown", next: "query" };
const succeededUnexpectedly: RefundOutcome = { kind: "move", to: "succeeded", next: "tell_owner" };
const known: RefundOutcome = { kind: "ignore", reason: "already_known" };
const overtaken: RefundOutcome = { kind: "ignore", reason: "overtaken" };
const tooEarly: RefundOutcome = { kind: "ignore", reason: "too_early" };
const otherWay: RefundOutcome = { kind: "ignore", reason: "not_for_this_way" };
const no = (reason: RefundConflictReason): RefundOutcome => ({ kind: "conflict", reason });

const failedRow: Row = {
  page_opened: no("already_over"),
  submitted: no("already_over"),
  accepted: succeededUnexpectedly,
  processing: overtaken,
  outcome_unknown: overtaken,
  refused: known,
  reported_absent: known,
  operator_time_over: overtaken,
  cancelled: known,
  given_up: known,
};

const succeededRow: Row = {
  page_opened: no("already_over"),
  submitted: no("already_over"),
  accepted: known,
  processing: overtaken,
  outcome_unknown: overtaken,
  refused: overtaken,
  reported_absent: overtaken,
  operator_time_over: overtaken,
  cancelled: no("already_over"),
  given_up: no("already_over"),
};

/** The operator's page is never opened on these ways, so nothing moves them there. */
const awaitingOnServerWay: Row = {
  page_opened: no("not_for_this_way"),
  submitted: no("not_for_this_way"),
  accepted: to("succeeded"),
  processing: no("not_for_this_way"),
  outcome_unknown: unknownThenQuery,
  refused: to("failed"),
  reported_absent: no("not_for_this_way"),
  operator_time_over: no("not_for_this_way"),
  cancelled: no("may_still_happen"),
  given_up: no("may_still_happen"),
};

const openapiTable: RefundTable = {
  requested: {
    page_opened: no("not_for_this_way"),
    submitted: to("submitted"),
    accepted: succeededUnexpectedly,
    processing: no("not_submitted"),
    outcome_unknown: no("not_submitted"),
    refused: to("failed"),
    reported_absent: tooEarly,
    operator_time_over: otherWay,
    cancelled: to("failed"),
    given_up: to("failed"),
  },
  awaiting_operator: awaitingOnServerWay,
  submitted: {
    page_opened: no("not_for_this_way"),
    submitted: known,
    accepted: to("succeeded"),
    processing: unknownThenQuery,
    outcome_unknown: unknownThenQuery,
    refused: to("failed"),
    reported_absent: unknownThenQuery,
    operator_time_over: otherWay,
    cancelled: no("may_still_happen"),
    given_up: no("may_still_happen"),
  },
  unknown: {
    page_opened: no("not_for_this_way"),
    submitted: to("submitted"),
    accepted: to("succeeded"),
    processing: known,
    outcome_unknown: known,
    refused: to("failed"),
    // The same out_request_no is the same refund: sending it again can pay once at most.
    reported_absent: { kind: "move", to: "unknown", next: "submit_again" },
    operator_time_over: otherWay,
    cancelled: no("may_still_happen"),
    given_up: to("failed"),
  },
  failed: failedRow,
  succeeded: succeededRow,
};

const mapiTable: RefundTable = {
  ...openapiTable,
  unknown: {
    ...openapiTable.unknown,
    submitted: no("never_submitted_again"),
    // A negative answer, and an unsigned one: a person has to look.
    reported_absent: { kind: "move", to: "unknown", next: "tell_owner" },
  },
};

const passwordTable: RefundTable = {
  requested: {
    ...openapiTable.requested,
    page_opened: to("awaiting_operator"),
    submitted: no("not_for_this_way"),
    operator_time_over: tooEarly,
  },
  awaiting_operator: {
    page_opened: known,
    submitted: no("not_for_this_way"),
    accepted: to("succeeded"),
    processing: known,
    outcome_unknown: unknownThenQuery,
    refused: to("failed"),
    // The operator may still be typing.
    reported_absent: tooEarly,
    // He may have typed a second before midnight: ask, don't assume.
    operator_time_over: unknownThenQuery,
    cancelled: no("may_still_happen"),
    given_up: no("may_still_happen"),
  },
  submitted: { ...openapiTable.submitted, submitted: no("not_for_this_way"), operator_time_over: unknownThenQuery },
  unknown: {
    ...mapiTable.unknown,
    page_opened: no("never_submitted_again"),
    operator_time_over: known,
  },
  failed: failedRow,
  succeeded: succeededRow,
};

export const refundTransitions: Readonly<Record<RefundWay, RefundTable>> = {
  openapi: openapiTable,
  mapi: mapiTable,
  mapi_password: passwordTable,
};
