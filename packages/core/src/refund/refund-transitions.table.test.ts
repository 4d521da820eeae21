// The refund table a second time, written by hand: state down, event across. A state's name moves there; `+query`, `+again`,
// `+owner` say what follows. k already known, o overtaken, t too early, w not for this way; conflicts: !n never submitted again,
// !h may still happen, !s not submitted, !x already over, !w not for this way.
import { describe, expect, test } from "vitest";
import {
  decideRefund,
  isOpenRefund,
  type Refund,
  type RefundEventType,
  type RefundState,
  type RefundWay,
  refundEventTypes,
  refundTransitions,
} from "../index.ts";

const grids: Record<RefundWay, string> = {
  openapi: `
                  page_opened submitted accepted        processing    outcome_unknown refused reported_absent operator_time_over cancelled given_up
requested         !w          submitted succeeded+owner !s            !s              failed  t               w                  failed    failed
awaiting_operator !w          !w        succeeded       !w            unknown+query   failed  !w              !w                 !h        !h
submitted         !w          k         succeeded       unknown+query unknown+query   failed  unknown+query   w                  !h        !h
unknown           !w          submitted succeeded       k             k               failed  unknown+again   w                  !h        failed
failed            !x          !x        succeeded+owner o             o               k       k               o                  k         k
succeeded         !x          !x        k               o             o               o       o               o                  !x        !x
`,
  mapi: `
                  page_opened submitted accepted        processing    outcome_unknown refused reported_absent operator_time_over cancelled given_up
requested         !w          submitted succeeded+owner !s            !s              failed  t               w                  failed    failed
awaiting_operator !w          !w        succeeded       !w            unknown+query   failed  !w              !w                 !h        !h
submitted         !w          k         succeeded       unknown+query unknown+query   failed  unknown+query   w                  !h        !h
unknown           !w          !n        succeeded       k             k               failed  unknown+owner   w                  !h        failed
failed            !x          !x        succeeded+owner o             o               k       k               o                  k         k
succeeded         !x          !x        k               o             o               o       o               o                  !x        !x
`,
  mapi_password: `
                  page_opened       submitted accepted        processing    outcome_unknown refused reported_absent operator_time_over cancelled given_up
requested         awaiting_operator !w        succeeded+owner !s            !s              failed  t               t                  failed    failed
awaiting_operator k                 !w        succeeded       k             unknown+query   failed  t               unknown+query      !h        !h
submitted         !w                !w        succeeded       unknown+query unknown+query   failed  unknown+query   unknown+query      !h        !h
unknown           !n                !n        succeeded       k             k               failed  unknown+owner   k                  !h        failed
failed            !x                !x        succeeded+owner o             o               k       k               o                  k         k
succeeded         !x                !x        k               o             o               o       o               o                  !x        !x
`,
};

const letters: Record<string, string> = {
  k: "already_known",
  o: "overtaken",
  t: "too_early",
  w: "not_for_this_way",
  "!n": "never_submitted_again",
  "!h": "may_still_happen",
  "!s": "not_submitted",
  "!x": "already_over",
  "!w": "not_for_this_way",
};

const effectOf: Record<string, string> = { query: "query_refund", again: "submit_refund", owner: "open_incident" };

function refundIn(state: RefundState, way: RefundWay): Refund {
  return {
    refundId: "r1",
    attemptId: "a1",
    way,
    state,
    amountFen: 30n,
    account: "merchant",
    refundedBeforeFen: 0n,
    submissions: 1,
  };
}

function checkCell(refund: Refund, type: RefundEventType, cell: string): void {
  const decision = decideRefund(refund, { type });
  const reason = letters[cell];
  if (reason !== undefined) {
    expect(decision).toEqual({ kind: cell.startsWith("!") ? "conflict" : "ignore", reason });
    return;
  }
  const [to = "", follow = ""] = cell.split("+");
  if (decision.kind !== "move") throw new Error(`expected a move, got ${decision.kind}`);
  expect(decision.refund.state).toBe(to);
  const types = decision.effects.map((effect) => effect.type);
  expect(types.filter((effect) => effect !== "deliver")).toEqual(follow === "" ? [] : [effectOf[follow]]);
  expect(types.includes("deliver")).toBe(to === "failed");
  const released = isOpenRefund(refund) && (to === "failed" || to === "succeeded");
  expect(decision.postings).toEqual(
    released
      ? [{ key: "refund_released:r1", from: "refund_reserved", to: "merchant", asset: "CNY", amountFen: 30n }]
      : [],
  );
}

describe.each(Object.entries(grids) as [RefundWay, string][])("a refund by %s", (way, grid) => {
  const [head = "", ...rows] = grid.trim().split("\n");
  const columns = head.trim().split(/\s+/) as RefundEventType[];

  test("lists every state and every event", () => {
    expect(columns).toEqual(refundEventTypes);
    expect(rows.map((row) => row.split(/\s+/)[0]).toSorted()).toEqual(Object.keys(refundTransitions[way]).toSorted());
  });

  for (const row of rows) {
    const [state, ...cells] = row.trim().split(/\s+/) as [RefundState, ...string[]];
    for (const [index, type] of columns.entries())
      test(`in ${state}, ${type}: ${cells[index]}`, () => checkCell(refundIn(state, way), type, cells[index] ?? ""));
  }
});
