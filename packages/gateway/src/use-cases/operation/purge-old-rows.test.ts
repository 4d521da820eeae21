import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentMetrics } from "../../platform/metrics.ts";
import type { OldRowsKind } from "../../store/old-rows.ts";
import { openAdapter } from "../../store/open-adapter.ts";
import { Store } from "../../store/store.ts";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import { type Purged, purgeOldRows } from "./purge-old-rows.ts";
import { readRetention, usualRetention } from "./retention.ts";

const dayMs = 24 * 3600 * 1000;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

/** Opened, paid and delivered at the first moment of the test. */
async function paid(): Promise<PaymentDocument> {
  const payment = await test.pay();
  await test.gateway.createPayment({
    siteId: test.siteId,
    orderNo: payment.order_no,
    amountFen: 1234n,
    subject: "测试商品",
    goods: "physical",
    account: "mapi",
    product: "direct",
    idempotencyKey: `key-${payment.order_no}`,
    requestId: "req_i",
  });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
  const trade = test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", {
    status: "TRADE_SUCCESS",
    totalFen: 1234n,
  });
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  await test.time.advance(0);
  return payment;
}

/** As it were so many days later, without living through them. */
async function purge(afterDays: number, dryRun = false): Promise<Partial<Record<OldRowsKind, Purged>>> {
  const store = await Store.open(openAdapter(test.database.choice), 0);
  const nowMs = (): number => test.time.nowMs() + afterDays * dayMs;
  const purged = await purgeOldRows({ store, nowMs, metrics: silentMetrics }, { retention: usualRetention, dryRun });
  await store.close();
  return Object.fromEntries(purged.map((one) => [one.kind, one]));
}

async function rowsIn(table: string): Promise<number> {
  return (await test.database.rows(`select * from ${table}`)).length;
}

describe("purging", () => {
  it("deletes each kind when its time is over, and counts the same beforehand", async () => {
    const payment = await paid();
    expect(await purge(29)).toMatchObject({ idempotency_keys: { old: 0, deleted: 0 } });
    expect(await purge(31, true)).toMatchObject({
      idempotency_keys: { old: 1, deleted: 1 },
      envelopes: { deleted: 0 },
    });
    expect(await rowsIn("idempotency_keys")).toBe(1);
    expect(await purge(31)).toMatchObject({ idempotency_keys: { deleted: 1 } });
    expect(await purge(401)).toMatchObject({
      envelopes: { deleted: 1, days: 400 },
      delivery_attempts: { deleted: 1 },
      outbox: { deleted: 1 },
      notifications: { deleted: 0 },
    });
    expect(await purge(1101)).toMatchObject({ notifications: { old: 1, deleted: 1, kept: 0 } });
    for (const table of ["idempotency_keys", "envelopes", "delivery_attempts", "notifications"])
      expect(await rowsIn(table)).toBe(0);
    for (const table of ["payments", "attempts", "events", "postings"]) expect(await rowsIn(table)).toBeGreaterThan(0);
    const { deliveries, receipts } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toEqual([]);
    expect(receipts).toMatchObject([{ type: "payment.paid", adapter: "webhook", receipt: { httpStatus: 200 } }]);
  });

  it.each([
    ["an open payment", "update payments set state = 'escrow_paid'"],
    [
      "a refund under way",
      `insert into refunds (id, payment_id, attempt_id, site_id, account_id, refund_no, request_no, way, state, amount_fen,
         source_account, refunded_before_fen, submissions, reason, budget_day, version, created_at_ms)
       select 'r', id, 'a', 's', 'mapi', 'r', 'r', 'mapi', 'unknown', 1, 'm', 0, 0, '', '', 1, 0 from payments`,
    ],
    [
      "an open incident",
      `insert into incidents (id, group_key, cause, title_json, payment_id, state, count, evidence_json, first_seen_at_ms,
         last_seen_at_ms) select 'i', 'g', 'c', '{}', id, 'open', 1, '{}', 0, 0 from payments`,
    ],
  ])("keeps all that %s may need, for as long as it is open", async (_, change) => {
    await paid();
    await test.database.rows(change);
    const kept = await purge(5000);
    for (const kind of ["notifications", "envelopes", "delivery_attempts", "outbox", "idempotency_keys"] as const)
      expect([kind, kept[kind]?.deleted, kept[kind]?.kept]).toEqual([kind, 0, 1]);
    await test.database.rows("update payments set state = 'finished'");
    await test.database.rows("update refunds set state = 'succeeded'");
    await test.database.rows("update incidents set state = 'resolved'");
    expect(await purge(5000)).toMatchObject({ notifications: { deleted: 1 }, envelopes: { deleted: 1 } });
  });

  it("keeps what an open incident touched, also where another payment was the first", async () => {
    await paid();
    await test.database.rows(`insert into incidents (id, group_key, cause, title_json, state, count, evidence_json,
      first_seen_at_ms, last_seen_at_ms) values ('i', 'g', 'c', '{}', 'open', 2, '{}', 0, 0)`);
    await test.database.rows(`insert into incident_subjects (group_key, subject, payment_id, amount_fen, first_seen_at_ms)
      select 'g', id, id, 1234, 0 from payments`);
    expect(await purge(5000)).toMatchObject({ outbox: { deleted: 0, kept: 1 } });
    await test.database.rows("update incidents set state = 'resolved'");
    expect(await purge(5000)).toMatchObject({ outbox: { deleted: 1 } });
  });

  it("deletes old signed returns to old shops, and never what a shop was notified of", async () => {
    const { id } = await paid();
    const row = (kind: string): string => `('${kind}', '2088999900000001', '${id}', '${kind}', 0, 0, 60000, null)`;
    await test.database.rows(`insert into look_alike_notices values ${["notify", "return", "refund"].map(row).join()}`);
    expect(await purge(31)).toMatchObject({ look_alike_returns: { old: 1, deleted: 1 } });
    const kept = await test.database.rows("select kind from look_alike_notices order by kind");
    expect(kept).toEqual([{ kind: "notify" }, { kind: "refund" }]);
  });

  it("keeps the notification of an order that nobody knows until a person has resolved it", async () => {
    const trade = test.alipay.trade("not-ours", { status: "TRADE_SUCCESS", totalFen: 1n });
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
    expect(await purge(5000)).toMatchObject({ notifications: { old: 1, deleted: 0, kept: 1 } });
    await test.database.rows("update incidents set state = 'resolved'");
    expect(await purge(5000)).toMatchObject({ notifications: { deleted: 1 } });
  });

  it("keeps of forged notifications the newest evidence of an open incident only", async () => {
    for (const text of ["sign=1", "sign=2", "sign=3"]) {
      await test.gateway.acceptNotification({ accountId: "mapi", rawBody: Buffer.from(text), requestId: "req_n" });
      await test.time.advance(1000);
    }
    expect(await rowsIn("notifications")).toBe(3);
    expect(await purge(90)).toMatchObject({ refused_notifications: { deleted: 2 } });
    expect(await purge(91)).toMatchObject({ refused_notifications: { old: 1, kept: 1 } });
  });

  it("goes through more rows than one batch, and can be stopped between two", async () => {
    const values = (n: number): string => `('s', 'k${n}', 'h', '{}', 'gone', '{}', ${n})`;
    const all = Array.from({ length: 450 }, (_, n) => values(n)).join(", ");
    await test.database.rows(`insert into idempotency_keys values ${all}`);
    const store = await Store.open(openAdapter(test.database.choice), 0);
    const seen: number[] = [];
    const input = { retention: usualRetention, dryRun: false };
    const context = { store, nowMs: () => test.time.nowMs(), metrics: silentMetrics };
    await purgeOldRows(context, { ...input, mayGoOn: async ({ done }) => seen.push(done) < 1 });
    expect(await rowsIn("idempotency_keys")).toBe(250);
    await purgeOldRows(context, { ...input, mayGoOn: async ({ done, of }) => seen.push(done - of) > 0 });
    expect(await rowsIn("idempotency_keys")).toBe(0);
    expect(seen).toEqual([200, -50, 0]);
    await store.close();
  });

  it("is done by the gateway itself, once a day", async () => {
    await test.database.rows(`insert into idempotency_keys values ('s', 'k', 'h', '{}', 'gone', '{}', 5)`);
    await test.time.advance(3599_000);
    expect(await rowsIn("idempotency_keys")).toBe(1);
    await test.time.advance(2000);
    await test.gateway.quiesce();
    expect(await rowsIn("idempotency_keys")).toBe(0);
  });
});

describe("the setting", () => {
  it("changes what it names, and says what it does not know", () => {
    expect(readRetention("")).toEqual(usualRetention);
    expect(readRetention("envelopes=30, outbox = 60")).toEqual({ ...usualRetention, envelopes: 30, outbox: 60 });
    expect(() => readRetention("payments=30")).toThrow(/no "payments", only notifications/);
    for (const days of ["0", "6", "-1", "x", "", "999999"])
      expect(() => readRetention(`envelopes=${days}`)).toThrow(/envelopes is a number of days, 7 or more/);
  });
});
