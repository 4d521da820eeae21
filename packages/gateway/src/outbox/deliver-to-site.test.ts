import { DedepayError } from "@dedepay/errors";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import type { AdapterSite, DeliveryOutcome, SiteAdapter, SiteDelivery } from "./site-adapter.ts";

const hourMs = 3600 * 1000;

let test: TestGateway;
let told: { delivery: SiteDelivery; site: AdapterSite }[];
let outcomes: DeliveryOutcome[];
let notes: string[];
let dies: boolean;

/** A site's own database, say: takes a table prefix, answers what the test wants, then acknowledges. */
const database: SiteAdapter = {
  deliver: async (delivery, site, memory) => {
    told.push({ delivery, site });
    if (notes.length > 0) await memory.note(notes.shift() ?? "");
    if (dies) throw new Error("as if the process had ended");
    return outcomes.shift() ?? { kind: "acknowledged", receipt: { row: 7, at: "dede_member_operation" } };
  },
  checkSettings: (settings) => {
    if (typeof settings === "object" && settings !== null && "prefix" in settings) return settings;
    throw new DedepayError(1012, { param: "settings.prefix", detail: { zh: "缺少 prefix", en: "prefix is missing" } });
  },
};

beforeEach(async () => {
  told = [];
  outcomes = [];
  notes = [];
  dies = false;
  test = await openTestGateway({ siteAdapters: { database } });
});
afterEach(async () => {
  await test.close();
});

function choose(adapter: string, settings?: unknown, siteId = test.siteId): Promise<unknown> {
  return test.gateway.setSiteDelivery({ siteId, adapter, settings, requestId: "req_choose" });
}

async function report(payment: PaymentDocument, status = "TRADE_SUCCESS"): Promise<void> {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trades.get(outTradeNo) ?? test.alipay.trade(outTradeNo, { status, totalFen: 1234n });
  trade.status = status;
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
}

async function paid(siteId = test.siteId): Promise<PaymentDocument> {
  const payment = await test.pay({ siteId });
  await report(payment);
  await test.time.advance(0);
  return payment;
}

const deliveriesOf = async (payment: PaymentDocument) => (await test.gateway.inspectPayment(payment.id)).deliveries;
const statusesOf = async (payment: PaymentDocument) => (await deliveriesOf(payment)).map(({ status }) => status);

describe("a site which has chosen another way than the webhook", () => {
  it("is told through it, with its settings and what a webhook would carry, and its receipt is kept", async () => {
    await choose("database", { prefix: "dede_" });
    const payment = await paid();
    expect(told).toMatchObject([
      {
        site: { id: test.siteId, name: "测试商店", settings: { prefix: "dede_" } },
        delivery: { type: "payment.paid", payment: { id: payment.id, state: "paid" }, earlierTries: [] },
      },
    ]);
    expect(JSON.parse(told[0]?.delivery.body ?? "")).toMatchObject({ id: told[0]?.delivery.id, type: "payment.paid" });
    expect(test.site.received).toEqual([]);
    expect(await statusesOf(payment)).toEqual(["done"]);
    expect((await deliveriesOf(payment))[0]?.receipts).toEqual([
      {
        type: "payment.paid",
        adapter: "database",
        at: "2026-01-01T04:00:00.000Z",
        receipt: { row: 7, at: "dede_member_operation" },
      },
    ]);
  });

  it("needs no webhook address", async () => {
    const { siteId } = await test.gateway.registerSite({ name: "no webhook", requestId: "req_s" });
    await choose("database", { prefix: "x_" }, siteId);
    await paid(siteId);
    expect(told).toHaveLength(1);
  });

  it("is told again when the adapter wants it, which hears of each earlier try", async () => {
    await choose("database", { prefix: "dede_" });
    outcomes.push({ kind: "retry", why: "lock_wait", afterMs: 60_000 }, { kind: "retry", why: "gone" });
    const payment = await paid();
    await test.time.advance(59_999);
    expect(told).toHaveLength(1);
    await test.time.advance(1);
    expect(told).toHaveLength(2);
    await test.time.advance(10_000);
    expect(told[2]?.delivery.earlierTries).toEqual([
      { why: "lock_wait", httpStatus: null, excerpt: null },
      { why: "gone", httpStatus: null, excerpt: null },
    ]);
    expect((await deliveriesOf(payment))[0]?.attempts.map(({ error }) => error)).toEqual(["lock_wait", "gone", null]);
  });

  it("hears of a try whose process died in its middle as lost", async () => {
    await choose("database", { prefix: "dede_" });
    const payment = await test.pay();
    await test.gateway.close();
    await test.reopen();
    await report(payment);
    await test.database.rows("update outbox set attempts = 1 where kind = 'webhook'");
    await test.time.advance(0);
    expect(told[0]?.delivery.earlierTries).toEqual([{ why: "lost", httpStatus: null, excerpt: null }]);
  });

  it("finds what the adapter noted of a try that ended without a word, and no note of one that did not", async () => {
    await choose("database", { prefix: "dede_" });
    notes.push("gold 0", "gold 100");
    dies = true;
    const payment = await paid();
    dies = false;
    await test.time.advance(2000);
    expect(told[1]?.delivery.earlierTries).toEqual([{ why: "lost", httpStatus: null, excerpt: "gold 0" }]);
    expect((await deliveriesOf(payment))[0]?.attempts.map(({ error }) => error)).toEqual(["lost", null]);
  });

  it("is parked with an incident where a person is needed, and later deliveries of the payment wait for it", async () => {
    await choose("database", { prefix: "dede_" });
    const explanation = { zh: "网站里没有这张订单", en: "The site has no such order" };
    outcomes.push({ kind: "needs_person", why: "no_such_order", explanation });
    const payment = await paid();
    await report(payment, "TRADE_FINISHED");
    const other = await paid();
    await test.time.advance(4 * hourMs);
    expect(await statusesOf(payment)).toEqual(["parked", "pending"]);
    expect(await statusesOf(other)).toEqual(["done"]);
    const { incidents } = await test.gateway.inspectPayment(payment.id);
    expect(incidents).toMatchObject([
      { cause: "delivery-needs-person", title: explanation, evidence: { why: "no_such_order" } },
    ]);
  });

  it("may name the catalogue's cause for what a person has to look at, and no page that is not there", async () => {
    await choose("database", { prefix: "dede_" });
    const explanation = { zh: "订单已删除", en: "the order was deleted" };
    for (const cause of ["order-missing-when-paid", "no-such-page"]) {
      outcomes.push({ kind: "needs_person", why: "gone", explanation, cause });
      await paid();
    }
    const causes = (await test.incidents()).map(({ cause }) => cause);
    expect(causes.toSorted()).toEqual(["delivery-needs-person", "order-missing-when-paid"]);
  });

  it("may go back to its webhook, which what is owed already follows", async () => {
    await choose("database", { prefix: "dede_" });
    outcomes.push({ kind: "retry", why: "down" });
    await paid();
    await choose("webhook");
    await test.time.advance(hourMs);
    expect(told).toHaveLength(1);
    expect(test.site.types).toEqual(["payment.paid"]);
  });
});

describe("choosing how a site is told", () => {
  it("refuses what is not registered, what the adapter refuses, and settings for a webhook", async () => {
    await expect(choose("telepathy")).rejects.toMatchObject({ unified: 1002, param: "adapter" });
    await expect(choose("database", {})).rejects.toMatchObject({ unified: 1012, param: "settings.prefix" });
    await expect(choose("webhook", { prefix: "x" })).rejects.toMatchObject({ unified: 1002, param: "settings" });
    await expect(choose("webhook", undefined, "nobody")).rejects.toMatchObject({ unified: 1009 });
  });

  it("is in the audit log without the settings, which are sealed", async () => {
    await choose("database", { prefix: "dede_", password: "the-shop-password" });
    const rows = await test.database.rows("select * from audit where action = 'site.delivery_set'");
    expect(rows).toMatchObject([{ subject: test.siteId, request_id: "req_choose" }]);
    expect(JSON.parse(String(rows[0]?.["detail_json"]))).toEqual({
      before: { adapter: "webhook" },
      after: { adapter: "database" },
    });
    const kept = await test.database.rows("select * from site_deliveries");
    expect(`${rows[0]?.["detail_json"]} ${test.logLines.join()}`).not.toContain("the-shop-password");
    expect(Buffer.from(kept[0]?.["settings_sealed"] as Uint8Array).includes("the-shop-password")).toBe(false);
  });

  it("waits for a process that knows the way, rather than losing what is owed", async () => {
    await choose("database", { prefix: "dede_" });
    const payment = await test.pay();
    await test.gateway.close();
    await test.reopen();
    await test.database.rows("update site_deliveries set adapter = 'newer'");
    await report(payment);
    await test.time.advance(hourMs);
    expect(await statusesOf(payment)).toEqual(["pending"]);
    await test.database.rows("update site_deliveries set adapter = 'database'");
    await test.time.advance(hourMs);
    expect(await statusesOf(payment)).toEqual(["done"]);
  });
});

it("keeps a receipt of what a webhook acknowledged", async () => {
  const payment = await paid();
  const bodySha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect((await deliveriesOf(payment))[0]?.receipts).toMatchObject([
    { adapter: "webhook", receipt: { host: "shop.test", httpStatus: 200, bodySha256 } },
  ]);
});
