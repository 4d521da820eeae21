// The transition table a second time, written by hand from the rules and not from the code: state down, evidence across.
// A state's name: moves there. `late:` moves there and opens an incident. `!x`: conflict, x says which; `!x>state`: and moves.
// Lower-case letters: stays (k already known, o overtaken, n not paid yet, e nothing in escrow, m has money, u unknown status).
// c closed_and_paid, p closed_with_part_refund, r refund_before_payment, d escrow_on_direct_trade.
import { describe, expect, test } from "vitest";
import {
  type Decision,
  decide,
  type EvidenceKind,
  evidenceKinds,
  newPayment,
  type Payment,
  type PaymentEvent,
  type PaymentState,
  paymentTransitions,
  type TradeKind,
  tradeReported,
} from "../index.ts";

const escrowGrid = `
                waiting escrowed         shipped             pending   succeeded finished      closed closed_part_refunded refunded part_refunded shipment_accepted expired unknown
unpaid          n       escrow_paid      escrow_shipped      held      paid      finished      closed !p>closed            refunded !r            e                 closed  u
closed          o       late:escrow_paid late:escrow_shipped late:held late:paid late:finished k      !p                   refunded !r            e                 k       u
escrow_paid     o       k                escrow_shipped      held      paid      finished      !c     !p                   refunded k             escrow_shipped    m       u
escrow_shipped  o       o                k                   held      paid      finished      !c     !p                   refunded k             k                 m       u
held            o       o                o                   k         paid      finished      !c     !p                   refunded k             o                 m       u
paid            o       o                o                   o         k         finished      !c     !p                   refunded k             o                 m       u
finished        o       o                o                   o         o         k             !c     !p                   refunded k             o                 m       u
refunded        o       o                o                   o         o         o             k      o                    k        o             o                 m       u
`;

const directGrid = `
                waiting escrowed         shipped             pending   succeeded finished      closed closed_part_refunded refunded part_refunded shipment_accepted expired unknown
unpaid          n       !d>escrow_paid   !d>escrow_shipped   held      paid      finished      closed !p>closed            refunded !r            e                 closed  u
closed          o       !d>escrow_paid   !d>escrow_shipped   late:held late:paid late:finished k      !p                   refunded !r            e                 k       u
escrow_paid     o       !d               !d>escrow_shipped   held      paid      finished      !c     !p                   refunded k             escrow_shipped    m       u
escrow_shipped  o       !d               !d                  held      paid      finished      !c     !p                   refunded k             k                 m       u
held            o       !d               !d                  k         paid      finished      !c     !p                   refunded k             o                 m       u
paid            o       !d               !d                  o         k         finished      !c     !p                   refunded k             o                 m       u
finished        o       !d               !d                  o         o         k             !c     !p                   refunded k             o                 m       u
refunded        o       !d               !d                  o         o         o             k      o                    k        o             o                 m       u
`;

const dualGrid = escrowGrid;

const letters: Record<string, string> = {
  k: "already_known",
  o: "overtaken",
  n: "no_payment_yet",
  e: "nothing_in_escrow",
  m: "has_money",
  u: "unknown_status",
  "!c": "closed_and_paid",
  "!p": "closed_with_part_refund",
  "!r": "refund_before_payment",
  "!d": "escrow_on_direct_trade",
};

type Expected = { kind: "move" | "stay" | "conflict"; reason?: string; to?: string; incident?: string };

function readCell(cell: string): Expected {
  const [head = "", forward] = cell.split(">");
  const reason = letters[head];
  if (head.startsWith("late:")) return { kind: "move", to: head.slice(5), incident: "late_money" };
  if (reason === undefined) return { kind: "move", to: head };
  if (!head.startsWith("!")) return { kind: "stay", reason };
  return forward === undefined ? { kind: "conflict", reason } : { kind: "conflict", reason, to: forward };
}

const totalFen = 100n;
const about = { source: "notification", attemptId: "a1", attemptCurrent: true } as const;
const said = (tradeStatus: string, more: { refundedFen?: bigint; refundStatus?: string } = {}): PaymentEvent =>
  tradeReported({ tradeStatus, totalFen, ...more }, about);

const eventOf: Record<EvidenceKind, PaymentEvent> = {
  waiting: said("WAIT_BUYER_PAY"),
  escrowed: said("WAIT_SELLER_SEND_GOODS"),
  shipped: said("WAIT_BUYER_CONFIRM_GOODS"),
  pending: said("TRADE_PENDING"),
  succeeded: said("TRADE_SUCCESS"),
  finished: said("TRADE_FINISHED"),
  closed: said("TRADE_CLOSED"),
  closed_part_refunded: said("TRADE_CLOSED", { refundedFen: 40n }),
  refunded: said("TRADE_CLOSED", { refundStatus: "REFUND_SUCCESS" }),
  part_refunded: { type: "refund_reported", attemptId: "a1", refundedFen: 40n },
  shipment_accepted: { type: "shipment_accepted", attemptId: "a1" },
  expired: { type: "expired" },
  unknown: said("COD_WAIT_SELLER_SEND_GOODS"),
};

const wayInto: Record<PaymentState, PaymentEvent[]> = {
  unpaid: [],
  closed: [eventOf.expired],
  escrow_paid: [eventOf.escrowed],
  escrow_shipped: [eventOf.escrowed, eventOf.shipped],
  held: [eventOf.pending],
  paid: [eventOf.succeeded],
  finished: [eventOf.succeeded, eventOf.finished],
  refunded: [eventOf.succeeded, eventOf.refunded],
};

function paymentIn(state: PaymentState, kind: TradeKind): Payment {
  let payment = newPayment({ kind, goods: "physical", amountFen: totalFen });
  for (const event of wayInto[state]) {
    const decision = decide(payment, event);
    if (decision.kind !== "ignore") payment = decision.payment;
  }
  expect(payment.state).toBe(state);
  return payment;
}

function stateAfter(payment: Payment, decision: Decision): PaymentState {
  return decision.kind === "ignore" ? payment.state : decision.payment.state;
}

function checkCell(on: { kind: TradeKind; state: PaymentState; evidence: EvidenceKind; expected: Expected }): void {
  const payment = paymentIn(on.state, on.kind);
  const decision = decide(payment, eventOf[on.evidence]);
  expect(stateAfter(payment, decision)).toBe(on.expected.to ?? on.state);
  if (on.expected.kind === "conflict") expect(decision).toMatchObject({ kind: "conflict", reason: on.expected.reason });
  if (on.expected.kind === "move") expect(decision.kind).toBe("move");
  if (on.expected.kind !== "stay") return;
  // A state that stays owes no goods and no shipment, whatever else it learnt.
  expect(decision.kind).not.toBe("conflict");
  if (decision.kind === "ignore") expect(decision.reason).toBe(on.expected.reason);
  else for (const effect of decision.effects) expect(effect).toMatchObject({ delivery: "payment.refunded" });
}

const grids = { direct: directGrid, escrow: escrowGrid, dual: dualGrid } as const;

describe.each(Object.entries(grids) as [TradeKind, string][])("a %s trade", (kind, grid) => {
  const [head = "", ...rows] = grid.trim().split("\n");
  const columns = head.trim().split(/\s+/) as EvidenceKind[];

  test("lists every state and every kind of evidence", () => {
    expect(columns.toSorted()).toEqual(evidenceKinds.toSorted());
    expect(rows.map((row) => row.split(/\s+/)[0]).toSorted()).toEqual(Object.keys(paymentTransitions[kind]).toSorted());
  });

  for (const row of rows) {
    const [state, ...cells] = row.trim().split(/\s+/) as [PaymentState, ...string[]];
    for (const [index, evidence] of columns.entries()) {
      const expected = readCell(cells[index] ?? "");
      test(`in ${state}, ${evidence}: ${cells[index]}`, () => {
        expect(paymentTransitions[kind][state][evidence]).toEqual(expected);
        checkCell({ kind, state, evidence, expected });
      });
    }
  }
});
