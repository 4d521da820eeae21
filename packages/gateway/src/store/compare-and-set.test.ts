import { describe, expect, it } from "vitest";
import { paymentRow } from "../testing/payment-row.ts";
import { useTestStore } from "../testing/test-store.ts";
import { claimRow, insertOutboxRow, settleRow } from "./outbox-rows.ts";
import { findPayment, insertPayment, updatePayment } from "./payments.ts";
import { claimQuery, findQuery, finishQuery, putQuery } from "./queries.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { OutboxTable } from "./tables/outbox.ts";
import type { QueriesTable } from "./tables/payments.ts";

const test = useTestStore();

function on<T>(work: (db: Db) => Promise<T>): Promise<T> {
  return test.store.run(work);
}

const outboxRow: OutboxTable = {
  id: "row",
  uniqueKey: "row",
  kind: "webhook",
  paymentId: null,
  siteId: null,
  sequence: 0,
  payloadJson: "{}",
  status: "pending",
  attempts: 0,
  availableAtMs: 0,
  leaseUntilMs: null,
  leaseToken: null,
  createdAtMs: 0,
  doneAtMs: null,
};

describe("an outbox row", () => {
  it("goes to one of two who read it", async () => {
    await on((db) => insertOutboxRow(db, outboxRow));
    expect(await on((db) => claimRow(db, outboxRow, { token: "a", untilMs: 10 }))).toBe(true);
    expect(await on((db) => claimRow(db, outboxRow, { token: "b", untilMs: 10 }))).toBe(false);
  });

  it("is not claimed by what was read before another one tried and gave it back", async () => {
    await on((db) => insertOutboxRow(db, outboxRow));
    await on((db) => claimRow(db, outboxRow, { token: "a", untilMs: 10 }));
    await on((db) => settleRow(db, "row", { token: "a", status: "pending", availableAtMs: 99, doneAtMs: null }));
    expect(await on((db) => claimRow(db, outboxRow, { token: "b", untilMs: 10 }))).toBe(false);
  });

  it("is owed once per key", async () => {
    expect(await on((db) => insertOutboxRow(db, outboxRow))).toBe(true);
    expect(await on((db) => insertOutboxRow(db, { ...outboxRow, id: "other" }))).toBe(false);
  });
});

const payment = paymentRow("pay");

describe("a payment", () => {
  it("is written over the version that was read, and over no other", async () => {
    await on((db) => insertPayment(db, payment));
    const next = await on((db) => updatePayment(db, payment, { state: "paid" }));
    expect(next).toEqual({ ...payment, state: "paid", version: 2 });
    await expect(on((db) => updatePayment(db, payment, { state: "closed" }))).rejects.toThrow();
    const direct = test.store.inTransaction(async (db) => {
      await expect(updatePayment(db, payment, { state: "closed" })).rejects.toBeInstanceOf(StaleVersion);
    });
    await direct;
    expect(await on((db) => findPayment(db, "pay"))).toMatchObject({ state: "paid", version: 2 });
  });

  it("exists once per order number of its site", async () => {
    expect(await on((db) => insertPayment(db, payment))).toBe(true);
    expect(await on((db) => insertPayment(db, { ...payment, id: "pay2" }))).toBe(false);
    expect(await on((db) => insertPayment(db, { ...payment, id: "pay3", siteId: "another" }))).toBe(true);
  });
});

const query: QueriesTable = {
  paymentId: "pay",
  step: 0,
  nextAtMs: 5,
  lastAtMs: null,
  firstAtMs: 0,
  unknownSinceMs: null,
};

describe("a question", () => {
  it("is asked by one of two who read that it is due", async () => {
    await on((db) => putQuery(db, query));
    expect(await on((db) => claimQuery(db, query, { nowMs: 6, retryAtMs: 66 }))).toBe(true);
    expect(await on((db) => claimQuery(db, query, { nowMs: 6, retryAtMs: 66 }))).toBe(false);
  });

  it("is not asked by who read it before another one asked, though it was planned for the same moment again", async () => {
    await on((db) => putQuery(db, query));
    await on((db) => claimQuery(db, query, { nowMs: 6, retryAtMs: 66 }));
    await on((db) => putQuery(db, { ...query, lastAtMs: 6 }));
    expect(await on((db) => claimQuery(db, query, { nowMs: 6, retryAtMs: 66 }))).toBe(false);
  });

  it("keeps the plan that somebody made while it was on its way", async () => {
    await on((db) => putQuery(db, query));
    await on((db) => claimQuery(db, query, { nowMs: 6, retryAtMs: 66 }));
    await on((db) => putQuery(db, { ...query, nextAtMs: 11 }));
    const learnt = { claimedNextAtMs: 66, step: 3, nextAtMs: 900, unknownSinceMs: 6 };
    await on((db) => finishQuery(db, "pay", learnt));
    expect(await on((db) => findQuery(db, "pay"))).toMatchObject({ nextAtMs: 11, step: 0, unknownSinceMs: 6 });
  });
});
