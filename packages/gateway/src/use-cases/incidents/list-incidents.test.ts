import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

/** A notification which names another amount than the order: the trouble of one payment. */
async function wrongAmount(payment: PaymentDocument, status = "TRADE_SUCCESS"): Promise<void> {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trades.get(outTradeNo) ?? test.alipay.trade(outTradeNo, { status, totalFen: 999n });
  trade.status = status;
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  await test.time.advance(1000);
}

async function strangeMoney(outTradeNo: string, totalFen: bigint): Promise<void> {
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen });
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  await test.time.advance(1000);
}

const resolve = (incidentId: string): Promise<void> =>
  test.gateway.resolveIncident({ incidentId, note: "改了设置", requestId: "req_resolve" });

const notices = (): number => test.logLines.filter((line) => line.includes('"message":"incident: ')).length;

async function onlyIncident(): Promise<string> {
  const [incident, ...others] = await test.incidents();
  expect(others).toEqual([]);
  return incident?.id ?? "";
}

describe("an incident", () => {
  it("counts how often it was seen, and each payment with its money once", async () => {
    const payment = await test.pay();
    await wrongAmount(payment);
    await wrongAmount(payment, "TRADE_FINISHED");
    expect(await test.incidents()).toMatchObject([
      {
        cause: "amount-differs",
        severity: "money",
        cause_url: "https://pay.test/causes/amount-differs",
        state: "open",
        count: 2,
        payments: 1,
        amount_fen: 1234,
        first_seen_at: "2026-01-01T04:00:00.000Z",
        last_seen_at: "2026-01-01T04:00:01.000Z",
      },
    ]);
    expect(notices()).toBe(1);
  });

  it("about money of no payment counts that money", async () => {
    await strangeMoney("UNKNOWN-1", 5000n);
    expect(await test.incidents()).toMatchObject([{ cause: "unknown-order", payments: 1, amount_fen: 5000 }]);
    const { touched } = await test.gateway.inspectIncident(await onlyIncident());
    expect(touched).toEqual([
      { subject: "UNKNOWN-1", payment_id: null, order_no: null, amount_fen: 5000, at: "2026-01-01T04:00:00.000Z" },
    ]);
  });

  it("is resolved with a note, once, with a trace of who did it", async () => {
    await wrongAmount(await test.pay());
    const id = await onlyIncident();
    await resolve(id);
    await resolve(id);
    expect(await test.gateway.inspectIncident(id)).toMatchObject({
      state: "resolved",
      history: [{ kind: "resolved", note: "改了设置", actor: "admin", at: "2026-01-01T04:00:01.000Z" }],
    });
    expect(await test.database.rows("select * from audit where action = 'incident.resolved'")).toMatchObject([
      { subject: id, actor: "admin", request_id: "req_resolve" },
    ]);
    await expect(resolve("inc_none")).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.inspectIncident("inc_none")).rejects.toMatchObject({ unified: 1009 });
  });

  it("is open again, and told again, when its trouble comes back", async () => {
    const payment = await test.pay();
    await wrongAmount(payment);
    const id = await onlyIncident();
    await resolve(id);
    await wrongAmount(payment, "TRADE_FINISHED");
    expect(await test.gateway.inspectIncident(id)).toMatchObject({
      state: "open",
      count: 2,
      history: [{ kind: "resolved" }, { kind: "reopened", actor: "gateway" }],
    });
    expect(notices()).toBe(2);
  });
});

describe("the list of incidents", () => {
  it("goes page by page, those seen last first, by state, cause and payment", async () => {
    const payments = [await test.pay(), await test.pay(), await test.pay()];
    for (const payment of payments) await wrongAmount(payment);
    await strangeMoney("UNKNOWN-1", 5000n);
    const first = await test.gateway.listIncidents({ limit: 3 });
    expect(first.data.map(({ cause }) => cause)).toEqual(["unknown-order", "amount-differs", "amount-differs"]);
    const second = await test.gateway.listIncidents({ limit: 3, cursor: first.next_cursor ?? "" });
    expect(second).toMatchObject({ data: [{ payment_id: payments[0]?.id }], next_cursor: null });
    await resolve(second.data[0]?.id ?? "");
    expect((await test.gateway.listIncidents({ state: "resolved" })).data).toMatchObject([
      { payment_id: payments[0]?.id },
    ]);
    expect((await test.gateway.listIncidents({ state: "open", cause: "amount-differs" })).data).toHaveLength(2);
    const about = await test.gateway.listIncidents({ paymentId: payments[1]?.id ?? "" });
    expect(about.data).toMatchObject([{ payment_id: payments[1]?.id }]);
    await expect(test.gateway.listIncidents({ cursor: "x" })).rejects.toMatchObject({ unified: 1002 });
  });

  it("by cause adds up what is open: incidents, times seen, payments and money", async () => {
    const payments = [await test.pay(), await test.pay()];
    for (const payment of payments) await wrongAmount(payment);
    await strangeMoney("UNKNOWN-1", 5000n);
    await strangeMoney("UNKNOWN-2", 700n);
    const [resolved] = (await test.gateway.listIncidents({ cause: "unknown-order" })).data;
    await resolve(resolved?.id ?? "");
    expect(await test.gateway.listIncidentCauses()).toMatchObject([
      { cause: "unknown-order", incidents: 1, count: 1, payments: 1, amount_fen: 5000 },
      { cause: "amount-differs", incidents: 2, count: 2, payments: 2, amount_fen: 2468, severity: "money" },
    ]);
  });
});
