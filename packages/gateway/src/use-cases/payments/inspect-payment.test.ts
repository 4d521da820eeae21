import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

it("finds a payment by its id and by the order number of its site", async () => {
  const payment = await test.pay();
  const byId = await test.gateway.inspectPayment(payment.id);
  expect(byId).toMatchObject({ site: test.siteId, payment: { id: payment.id }, refunds: [] });
  expect(await test.gateway.inspectPayment(payment.order_no)).toEqual(byId);
  await expect(test.gateway.inspectPayment("nobody's")).rejects.toMatchObject({ unified: 1009 });
});

it("asks which one is meant where two sites number their orders alike", async () => {
  const payment = await test.pay();
  const { siteId } = await test.gateway.registerSite({ name: "二店", requestId: "req_setup" });
  const order = { amountFen: 1n, subject: "茶", goods: "physical", account: "mapi", product: "direct" } as const;
  const o = { siteId, orderNo: payment.order_no, requestId: "req_order" };
  const other = (await test.gateway.createPayment({ ...order, ...o })).payment;
  await expect(test.gateway.inspectPayment(payment.order_no)).rejects.toMatchObject({
    unified: 1002,
    detail: { zh: expect.stringMatching(new RegExp(`(?=.*${payment.id})(?=.*${siteId}: ${other.id})`)) },
  });
});
