import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { plainBrowser } from "./http/testing/plain-browser.ts";
import { type Rehearsal, startRehearsal } from "./http/testing/rehearsal.ts";

/** A busy machine delays what Alipay tells; nothing here depends on when it comes. */
const patienceMs = 20_000;

vi.setConfig({ testTimeout: 2 * patienceMs });

let stage: Rehearsal;
let orders = 0;

beforeAll(async () => {
  stage = await startRehearsal();
});
afterAll(async () => {
  await stage?.close();
});

/** An escrow order whose cashier the buyer has open. */
async function openOrder(): Promise<{ id: string; outTradeNo: string; expiresAt: string }> {
  orders += 1;
  const order = {
    order_no: `P-${orders}`,
    amount_fen: 1999,
    subject: "青瓷茶杯",
    goods: "physical",
    product: "escrow",
  };
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await stage.site("POST", "/v1/payments", { ...order, expires_at });
  const browser = plainBrowser();
  await browser.submit(await browser.open(String(body["pay_url"])), `/pay/${body["id"]}`);
  const [attempt] = body["attempts"] as Array<{ out_trade_no: string }>;
  return { id: String(body["id"]), outTradeNo: attempt?.out_trade_no ?? "", expiresAt: expires_at };
}

async function simulate(path: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${stage.simulator.url}/sim/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(await reply.text());
}

function act(outTradeNo: string, action: object): Promise<void> {
  return simulate(`trades/${outTradeNo}/actions`, action);
}

type Incident = { cause: string; count: number; severity: string; title: { zh: string; en: string } };
const incidentsOf = async (id: string): Promise<Array<Incident & { evidence: Record<string, unknown> }>> =>
  (await stage.admin(`/admin/payments/${id}`))["incidents"] as never;

it("reaches the owner before and after the buyer pays it, with both prices and the deadline, and books nothing", async () => {
  const { id, outTradeNo, expiresAt } = await openOrder();
  await simulate("scenarios/price-changed-by-seller", { out_trade_no: outTradeNo });
  await vi.waitFor(async () => expect(await incidentsOf(id)).toHaveLength(2), patienceMs);
  const [changed, paid] = (await incidentsOf(id)).toSorted((a, b) => (a.cause < b.cause ? 1 : -1));
  expect(changed).toMatchObject({
    ...{ cause: "price-changed-by-seller", severity: "attention" },
    evidence: { expectedFen: 1999, totalFen: 1998, tradeStatus: "WAIT_BUYER_PAY", closesAt: expiresAt },
  });
  expect(changed?.title.zh).toMatch(/¥19\.99 → ¥19\.98，请在北京时间 \d\d-\d\d \d\d:\d\d 前处理/);
  expect(paid).toMatchObject({ cause: "changed-price-paid", severity: "money", evidence: { totalFen: 1998 } });
  expect(paid?.title.en).toContain("(¥19.99 → ¥19.98)");

  // Alipay's answer to a question says T where its notification says Y: the same trouble, counted.
  await stage.site("POST", `/v1/payments/${id}/sync`);
  expect((await incidentsOf(id)).find(({ cause }) => cause === "changed-price-paid")?.count).toBeGreaterThan(1);
  const inspected = await stage.admin(`/admin/payments/${id}`);
  expect(inspected).toMatchObject({ payment: { state: "unpaid" }, postings: [], deliveries: [] });
});

it("is put right by the seller who takes it back, and the buyer pays as usual", async () => {
  const { id, outTradeNo } = await openOrder();
  for (const total_fen of [1500, 1999]) await act(outTradeNo, { action: "change_price", total_fen });
  await act(outTradeNo, { action: "pay", buyer: String(stage.simulator.world.buyers[0]?.userId), way: "escrow" });
  await vi.waitFor(
    async () => expect((await stage.site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "escrow_paid" }),
    patienceMs,
  );
  expect((await incidentsOf(id)).map(({ cause }) => cause)).toEqual(["price-changed-by-seller"]);
});

it("is put right by an order of the new price, which closes the trade that the seller changed", async () => {
  const { id, outTradeNo } = await openOrder();
  await act(outTradeNo, { action: "change_price", total_fen: 1500 });
  const { status, body } = await stage.site("POST", `/v1/payments/${id}/replace`, {
    ...{ amount_fen: 1500, subject: "青瓷茶杯", goods: "physical", product: "escrow" },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: "unpaid", amount_fen: 1500 });
  const trade = await (await fetch(`${stage.simulator.url}/sim/trades/${outTradeNo}`)).json();
  expect(JSON.stringify(trade)).toContain("TRADE_CLOSED");
});
