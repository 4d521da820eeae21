import { expect, it } from "vitest";
import { paymentRow } from "../testing/payment-row.ts";
import { useTestStore } from "../testing/test-store.ts";
import { insertPayment, type PaymentChanges, updatePayment } from "./payments.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { PaymentsTable } from "./tables/payments.ts";

const test = useTestStore();

const payment = (id: string): PaymentsTable => ({ ...paymentRow(id), version: 7 });

const ids = ["a", "b", "c", "d", "e"];

async function keep(): Promise<void> {
  await test.store.inTransaction(async (db) => {
    for (const id of ids) await insertPayment(db, payment(id));
  });
}

function kept(): Promise<PaymentsTable[]> {
  return test.store.run((db) => db.selectFrom("payments").selectAll().orderBy("id").execute());
}

/** Units that come at once, so that they share a transaction. */
function atOnce(unit: (db: Db, id: string) => Promise<unknown>): Promise<PromiseSettledResult<unknown>[]> {
  return Promise.allSettled(ids.map((id) => test.store.inSharedTransaction(id, (db) => unit(db, id))));
}

it("gives each row its own values, with a new text and with one that is used again", async () => {
  await keep();
  const largest = 9_007_199_254_740_991n;
  const changes = (id: string): PaymentChanges => ({
    state: id === "b" ? "closed" : "paid",
    refundedFen: id === "c" ? largest : 2n,
    machineJson: JSON.stringify({ [id]: `'"\\ ? $1 :x 一件\n` }),
    lastErrorJson: id === "d" ? "null" : null,
    paidAtMs: 1_796_000_000_000,
  });
  for (const version of [7, 8]) {
    const ends = await atOnce((db, id) => updatePayment(db, { ...payment(id), version }, changes(id)));
    expect(ends.map(({ status }) => status)).toEqual(ids.map(() => "fulfilled"));
    expect(await kept()).toEqual(ids.map((id) => ({ ...payment(id), ...changes(id), version: version + 1 })));
  }
});

it("writes rows that get other columns, too", async () => {
  await keep();
  await atOnce((db, id) => updatePayment(db, payment(id), id < "c" ? { state: "paid" } : { paidAtMs: 5, body: id }));
  expect(await kept()).toEqual(
    ids.map((id) => ({ ...payment(id), version: 8, ...(id < "c" ? { state: "paid" } : { paidAtMs: 5, body: id }) })),
  );
});

it("writes none over another version than the one that was read, and all others once", async () => {
  await keep();
  const ends = await atOnce((db, id) =>
    updatePayment(db, { ...payment(id), version: id === "c" ? 6 : 7 }, { state: "paid" }),
  );
  expect(ends.map(({ status }) => status)).toEqual(ids.map((id) => (id === "c" ? "rejected" : "fulfilled")));
  expect(ends[2]).toMatchObject({ reason: { cause: expect.any(StaleVersion) } });
  expect((await kept()).map(({ state, version }) => [state, version])).toEqual(
    ids.map((id) => (id === "c" ? ["unpaid", 7] : ["paid", 8])),
  );
});
