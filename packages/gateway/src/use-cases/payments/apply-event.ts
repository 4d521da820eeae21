// The one place where evidence changes a payment: asks the machine, then writes its whole answer (payment, attempt, events,
// postings, deliveries, incidents) in the caller's unit of work. It decides nothing itself.
import { type Decision, decide, type Effect, type Payment, type PaymentEvent } from "@dedepay/core";
import { insertEvents, insertEventsAfter, insertPostings } from "../../store/ledger.ts";
import { updatePayment } from "../../store/payments.ts";
import type { Db } from "../../store/store.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { waitsForSellerNoMore } from "../shipping/leave-to-seller.ts";
import type { AlreadyRead } from "./already-read.ts";
import { carryEffects } from "./carry-effects.ts";
import { columnsOf, machineOf } from "./payment-machine.ts";
import { writeAttempts } from "./write-attempts.ts";

export type EventSource = "notification" | "query" | "site" | "timer" | "outbox" | "owner";

export type ApplyEventInput = {
  payment: PaymentsTable;
  /** Of `payment`, where the caller has read it. */
  machine?: Payment;
  event: PaymentEvent;
  source: EventSource;
  /** When Alipay says the buyer paid. */
  paidAtMs?: number | undefined;
  /** What Alipay calls an attempt's trade, now that it is known: our id and its number. */
  numbered?: readonly [attemptId: string, tradeNo: string] | undefined;
  alreadyRead?: AlreadyRead | undefined;
  /** For the payment's history, and the evidence of its incidents; no keys, no buyer. */
  detail: Readonly<Record<string, string | number | boolean | undefined>>;
  requestId: string;
};

export type Applied = { decision: Decision; payment: PaymentsTable; effects: Effect[] };

/** Throws StaleVersion where the payment changed since it was read; the unit of work is then run again. */
export async function applyEvent(context: Context, db: Db, input: ApplyEventInput): Promise<Applied> {
  const machine = input.machine ?? machineOf(input.payment);
  return applyDecision(context, db, { ...input, machine, decision: decide(machine, input.event) });
}

/** Writes a decision that was made on this very row. Throws StaleVersion. */
export async function applyDecision(
  context: Context,
  db: Db,
  input: Omit<ApplyEventInput, "event"> & { decision: Decision },
): Promise<Applied> {
  const { decision, numbered, alreadyRead } = input;
  const before = input.machine ?? machineOf(input.payment);
  const trade = { before, numbered, attempts: alreadyRead?.attempts };
  if (decision.kind === "ignore") {
    await writeAttempts(db, { after: undefined, ...trade });
    return { decision, payment: input.payment, effects: [] };
  }
  const columns = columnsOf(decision.payment);
  if (isOldNews(input.payment, decision, columns)) {
    await writeAttempts(db, { after: undefined, ...trade });
    // The same contradiction again: it is counted with its incident and changes nothing else.
    await carryEffects(context, db, { payment: input.payment, effects: decision.effects, detail: input.detail });
    return { decision, payment: input.payment, effects: decision.effects };
  }
  const nowMs = context.nowMs();
  const hasMoney = decision.payment.settledAttemptId !== undefined;
  const payment = await updatePayment(db, input.payment, {
    ...columns,
    ...(hasMoney && input.payment.paidAtMs === null ? { paidAtMs: input.paidAtMs ?? nowMs } : {}),
    ...(hasMoney ? { lastErrorJson: null } : {}),
  });
  const attempts = await writeAttempts(db, { after: decision.payment, ...trade });
  const events = eventNames(decision).map((type) => ({
    id: context.newId("evt"),
    paymentId: payment.id,
    type,
    source: input.source,
    detailJson: JSON.stringify(input.detail),
    requestId: input.requestId,
    createdAtMs: nowMs,
  }));
  if (alreadyRead === undefined) await insertEvents(db, payment.id, events);
  else await insertEventsAfter(db, alreadyRead.lastEvent, events);
  await insertPostings(
    db,
    decision.postings.map((posting) => ({
      id: context.newId("pst"),
      paymentId: payment.id,
      uniqueKey: `${payment.id}:${posting.key}`,
      fromAccount: posting.from,
      toAccount: posting.to,
      asset: posting.asset,
      amountFen: posting.amountFen,
      createdAtMs: nowMs,
    })),
  );
  await carryEffects(context, db, {
    ...{ payment, effects: decision.effects, detail: input.detail },
    alreadyRead: alreadyRead && { ...alreadyRead, attempts },
  });
  const leftEscrow = input.payment.state === "escrow_paid" && payment.state !== "escrow_paid";
  if (leftEscrow && payment.goods === "virtual") await waitsForSellerNoMore(context, db, payment);
  return { decision, payment, effects: decision.effects };
}

function isOldNews(
  before: PaymentsTable,
  decision: Exclude<Decision, { kind: "ignore" }>,
  columns: ReturnType<typeof columnsOf>,
): boolean {
  return (
    decision.kind === "conflict" &&
    decision.events.length === 0 &&
    decision.postings.length === 0 &&
    columns.state === before.state &&
    columns.machineJson === before.machineJson
  );
}

function eventNames(decision: Exclude<Decision, { kind: "ignore" }>): string[] {
  return decision.kind === "conflict" ? [...decision.events, `conflict.${decision.reason}`] : decision.events;
}
