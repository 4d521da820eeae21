import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

it("gives every entry once, newest first, page by page, also where many were written in one moment", async () => {
  const { siteId } = test;
  for (let n = 0; n < 7; n += 1) {
    if (n > 3) await test.time.advance(1);
    await test.gateway.changeSite({ siteId, name: `店 ${n}`, requestId: `req_${n}` });
  }
  const seen: { id: string; at: string }[] = [];
  let cursor: string | null = null;
  do {
    const page = await test.gateway.listAudit({ subject: siteId, limit: 3, ...(cursor !== null && { cursor }) });
    expect(page.data.length).toBeLessThanOrEqual(3);
    seen.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(8);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(8);
  const times = seen.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().reverse());
});

it("is filtered by what was changed, by whom, and by kind", async () => {
  await test.gateway.changeSite({ siteId: test.siteId, name: "x", requestId: "r", actor: "cli:ada" });
  const list = async (filter: object): Promise<string[]> =>
    (await test.gateway.listAudit({ ...filter, limit: 100 })).data.map(({ action }) => action);
  expect(await list({ actor: "cli:ada" })).toEqual(["site.changed"]);
  expect(new Set(await list({ action: "account." }))).toEqual(new Set(["account.registered"]));
  expect(await list({ action: "site.changed" })).toEqual(["site.changed"]);
  expect(await list({ action: "site" })).toEqual([]);
  expect((await list({ subject: test.siteId })).sort()).toEqual(["site.changed", "site.registered"]);
  await expect(test.gateway.listAudit({ cursor: "pay_1", limit: 1 })).rejects.toMatchObject({ unified: 1002 });
});

it("holds the refund that a site's key asked for", async () => {
  const payment = await test.pay();
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
  test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 1234n });
  await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
  const input = { siteId: test.siteId, paymentId: payment.id, amountFen: 34n, actor: "key:key_7", requestId: "req_9" };
  const { refund } = await test.gateway.requestRefund(input);
  const { data } = await test.gateway.listAudit({ action: "refund.", limit: 10 });
  expect(data).toMatchObject([
    { actor: "key:key_7", action: "refund.requested", subject: refund.id, request_id: "req_9" },
  ]);
});
