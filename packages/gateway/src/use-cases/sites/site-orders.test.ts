import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { FakeShop } from "../../testing/fake-shop.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

let test: TestGateway;
let shop: FakeShop;

beforeEach(async () => {
  shop = new FakeShop();
  test = await openTestGateway({ siteAdapters: { shop: shop.adapter } });
});
afterEach(() => test.close());

const choose = () => test.gateway.setSiteDelivery({ siteId: test.siteId, adapter: "shop", requestId: "req_s" });
const audit = async (): Promise<string[]> =>
  (await test.database.rows("select actor, action, detail_json from audit order by created_at_ms, id"))
    .filter(({ action }) => String(action).startsWith("site.order"))
    .map((row) => `${row["actor"]} ${row["action"]} ${row["detail_json"]}`);

async function paid(): Promise<PaymentDocument> {
  const payment = await test.pay();
  const number = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n });
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  await test.time.advance(0);
  return payment;
}

describe("the orders of a site", () => {
  const question = { what: "goods", after: "A", sinceS: 7, limit: 50 } as const;

  it("are read through the way that its owner chose", async () => {
    await choose();
    shop.put("S-1");
    expect((await test.gateway.readSiteOrders(test.siteId, question)).orders).toMatchObject([{ order_no: "S-1" }]);
    expect(shop.asked).toContainEqual(question);
  });

  it("are asked of the site's own end-point where it is told by a webhook", async () => {
    shop.put("S-1");
    const page = { orders: [...shop.orders.values()], cards: [], next: null, alipay_paytype: 3 };
    test.site.onGet = () => ({ status: 200, body: JSON.stringify(page) });
    expect(await test.gateway.readSiteOrders(test.siteId, question)).toEqual(page);
    await test.gateway.readSiteOrders(test.siteId, { what: "named", orderNos: ["S-1", "S-2"] });
    const asked = test.site.gets.map(({ url }) => decodeURIComponent(new URL(url).search));
    expect(asked).toEqual(["?orders=goods&after=A&since=7&limit=50", "?orders=named&numbers=S-1,S-2"]);
  });

  it.each([
    ["down" as const, "connect:ECONNREFUSED"],
    [{ status: 401, body: "{}" }, "http_401"],
    [{ status: 200, body: JSON.stringify({ version: "2", plugin: "ours" }) }, "not_our_answer"],
    [{ status: 200, body: JSON.stringify({ orders: [{ order_no: 1 }], cards: [] }) }, "not_our_answer"],
  ])("say why they can't be read: %j", async (answer, why) => {
    test.site.onGet = () => answer;
    await expect(test.gateway.readSiteOrders(test.siteId, question)).rejects.toMatchObject({
      unified: 1015,
      extra: { why },
    });
  });

  it("are mended with a line in the audit log before and after, and another where nobody was reached", async () => {
    await choose();
    const repair = { siteId: test.siteId, orderNo: "S-1", kind: "give", detail: { gold: 1 }, requestId: "req_r" };
    expect(await test.gateway.repairSiteOrder({ ...repair, actor: "cli:owner" })).toEqual({
      changed: true,
      outcome: "given",
    });
    shop.isDown = true;
    await test.time.advance(1);
    await expect(test.gateway.repairSiteOrder({ ...repair, actor: "cli:owner" })).rejects.toMatchObject({
      unified: 1015,
    });
    const begun =
      'cli:owner site.order_repair_begun {"after":{"orderNo":"S-1","kind":"give","detail":"{\\"gold\\":1}"}}';
    expect((await audit()).sort()).toEqual([
      begun,
      begun,
      'cli:owner site.order_repaired {"after":{"orderNo":"S-1","kind":"give","changed":true,"outcome":"given"}}',
    ]);
  });

  it("are left as they are by a ledger that has forgotten something", async () => {
    await choose();
    const detail = '{"backupAtMs":0,"restoredAtMs":0}';
    await test.database.rows(
      `insert into ledger_marks (name, detail_json, set_at_ms) values ('recovery', '${detail}', 0)`,
    );
    await test.reopen();
    const repair = { siteId: test.siteId, orderNo: "S-1", kind: "give", detail: null, requestId: "r" };
    await expect(test.gateway.repairSiteOrder(repair)).rejects.toMatchObject({ extra: { reason: "recovery" } });
    expect(await audit()).toEqual([]);
  });

  it("are reconciled by somebody whose every yes is kept", async () => {
    const after = { orderNo: "S-1", repair: "resend", outcome: "done" };
    await test.gateway.recordReconciliation({ siteId: test.siteId, actor: "cli:owner", after, requestId: "req_r" });
    const rows = await test.database.rows("select action, subject, detail_json from audit where actor = 'cli:owner'");
    expect(rows).toMatchObject([
      { action: "site.reconciled", subject: test.siteId, detail_json: JSON.stringify({ after }) },
    ]);
  });

  it("can't be mended, nor their way examined, where the way can't", async () => {
    const repair = { siteId: test.siteId, orderNo: "S-1", kind: "give", detail: null, actor: "cli", requestId: "r" };
    await expect(test.gateway.repairSiteOrder(repair)).rejects.toMatchObject({ unified: 1010 });
    await expect(test.gateway.examineSiteDelivery(test.siteId)).rejects.toMatchObject({ unified: 1010 });
    await expect(test.gateway.examineSiteDelivery("none")).rejects.toMatchObject({ unified: 1009 });
    expect(await audit()).toEqual([]);
  });
});

describe("the books of a site", () => {
  it("tell of each payment how far the site was told, page by page", async () => {
    test.site.nextAnswers.push(200, { status: 409, body: '{"outcome":"order_missing"}' });
    const told = await paid();
    const parked = await paid();
    const unpaid = await test.pay();
    const first = await test.gateway.listSiteBooks({ siteId: test.siteId, limit: 2 });
    const second = await test.gateway.listSiteBooks({ siteId: test.siteId, limit: 2, after: first.next ?? "" });
    expect(first.site).toMatchObject({
      id: test.siteId,
      adapter: "webhook",
      registered_at: "2026-01-01T04:00:00.000Z",
    });
    expect(second.next).toBeNull();
    const books = new Map([...first.payments, ...second.payments].map((one) => [one.id, one]));
    expect(books.size).toBe(3);
    expect(books.get(told.id)).toMatchObject({
      state: "paid",
      adopted: false,
      deliveries: [{ status: "done", why: null }],
    });
    expect(books.get(parked.id)).toMatchObject({
      deliveries: [
        { type: "payment.paid", status: "parked", why: "order_missing", answer: '{"outcome":"order_missing"}' },
      ],
    });
    expect(books.get(unpaid.id)).toMatchObject({ state: "unpaid", paid_at: null, deliveries: [] });
  });
});
