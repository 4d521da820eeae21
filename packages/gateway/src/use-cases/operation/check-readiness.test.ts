import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "../../create-gateway.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

type Checks = Awaited<ReturnType<Gateway["checkReadiness"]>>;

async function notReady(): Promise<string[]> {
  await test.time.advance(3000);
  const checks: Checks = await test.gateway.checkReadiness();
  for (const { zh, en } of checks)
    expect([/[\u4e00-\u9fff]/.test(zh), /^[\x20-\x7e]+$/.test(en)]).toEqual([true, true]);
  return checks.filter(({ ready }) => !ready).map(({ name, blocks }) => (blocks ? `${name}!` : name));
}

async function figure(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const all = await test.gateway.measureLedger();
  return all.find((one) => one.name === name && JSON.stringify(one.labels ?? {}) === JSON.stringify(labels))?.value;
}

describe("readiness", () => {
  it("is complete on a gateway with accounts, and the figures say so", async () => {
    expect(await notReady()).toEqual([]);
    for (const check of ["store", "migrations", "accounts", "recovery", "outbox", "queries", "clock"])
      expect(await figure("dedepay_ready", { check })).toBe(1);
  });

  it("is not given without an account, or with a schema that lacks a step; a newer schema is only said", async () => {
    await test.database.rows("update schema_steps set name = 'from the future' where name = 'create audit'");
    expect(await notReady()).toEqual(["migrations!"]);
    await test.database.rows("update schema_steps set name = 'create audit' where name = 'from the future'");
    await test.database.rows("insert into schema_steps values ('from the future', 1)");
    expect(await notReady()).toEqual(["migrations"]);
    await test.database.rows("delete from schema_steps where name = 'from the future'");
    await test.database.rows("delete from accounts");
    expect(await notReady()).toEqual(["accounts!"]);
  });

  it("names an outbox that nobody works on, and counts what waits", async () => {
    await test.gateway.quiesce();
    await test.database.rows(
      `insert into outbox (id, unique_key, kind, sequence, payload_json, status, attempts, available_at_ms, created_at_ms)
       values ('a', 'a', 'webhook', 0, '{}', 'pending', 0, ${test.time.nowMs()}, 0)`,
    );
    await test.time.advance(4 * minuteMs);
    expect(await notReady()).toEqual([]);
    await test.time.advance(2 * minuteMs);
    expect(await notReady()).toEqual(["outbox"]);
    expect(await figure("dedepay_outbox_rows", { kind: "webhook", status: "pending" })).toBe(1);
    expect(await figure("dedepay_outbox_oldest_due_seconds", { kind: "webhook" })).toBeGreaterThan(360);
  });

  it("names questions that get no clear answer for an hour", async () => {
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    test.alipay.mood = "times_out";
    await test.time.advance(10 * minuteMs);
    expect(await notReady()).toEqual([]);
    expect(await figure("dedepay_unknown_outcomes", { of: "payment" })).toBe(1);
    await test.time.advance(hourMs);
    expect(await notReady()).toEqual(["queries"]);
  });

  it("names an account that may not query, until it is answered and a day passes without a refusal", async () => {
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    test.alipay.mood = { refuses: "HAS_NO_PRIVILEGE" };
    await test.time.advance(minuteMs);
    expect(await notReady()).toEqual(["queries"]);
    expect(await figure("dedepay_incidents_open")).toBeGreaterThan(0);
    test.alipay.mood = "answers";
    await test.time.advance(10 * minuteMs);
    await test.database.rows(`update incidents set last_seen_at_ms = last_seen_at_ms - ${24 * hourMs}`);
    expect(await notReady()).toEqual([]);
  });

  it("names an account that cannot recover a lost notification, as long as it is in use", async () => {
    await test.database.rows("insert into account_states values ('mapi', null, 'no', 'unknown', 'unknown', null)");
    expect(await notReady()).toEqual(["queries"]);
    const queries = (await test.gateway.checkReadiness()).find(({ name }) => name === "queries");
    expect(queries?.en).toContain("cannot recover a lost notification");
    await test.database.rows("update account_states set disabled_at_ms = 1");
    expect(await notReady()).toEqual([]);
    await test.database.rows("insert into account_states values ('openapi', 1, 'yes', 'yes', 'yes', 1)");
    expect(await notReady()).toEqual(["accounts!"]);
  });

  it("names a clock that is a minute off Alipay's, and says by how much", async () => {
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    test.alipay.clockMs = () => test.time.nowMs() - 30_000;
    await test.time.advance(6000);
    expect(await notReady()).toEqual([]);
    test.alipay.clockMs = () => test.time.nowMs() - 3 * minuteMs;
    await test.time.advance(10_000);
    expect(await notReady()).toEqual(["clock"]);
    expect(await figure("dedepay_clock_ahead_seconds")).toBe(179);
    const clock = (await test.gateway.checkReadiness()).find(({ name }) => name === "clock");
    expect(clock?.en).toContain("179 s ahead");
  });

  it("says first that the store is down, and leaves out what only the store knows", async () => {
    await test.gateway.close();
    expect(await notReady()).toEqual(["store!"]);
    expect(await figure("dedepay_incidents_open")).toBeUndefined();
    await test.reopen();
  });
});

it.each([
  [{ freeBytes: 400e6, totalBytes: 40e9 }, ["disk"]],
  [{ freeBytes: 400e6, totalBytes: 4e9 }, []],
  [{ freeBytes: 10e6, totalBytes: 40e9 }, ["disk!"]],
])("judges a disk with %j free as %j", async (space, expected) => {
  test.diskSpace = space;
  expect(await notReady()).toEqual(expected);
  expect(await figure("dedepay_disk_free_bytes")).toBe(space.freeBytes);
});
