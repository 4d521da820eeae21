import type { DedepayError } from "@dedepay/errors";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { legacyCodeOf } from "./legacy-refusal.ts";
import { failureOf, issuedPair, type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";
import { dedecmsOrder, signedQuery } from "./testing/old-shop.ts";

/** Before one gateway the tests use order numbers of their own. */
let stage: LookAlikeStage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => {
  stage.alipay.mood = "answers";
});
afterAll(() => stage.close());

/** Another account of the shop's, or another charset. */
async function onStage(
  options: Parameters<typeof openStage>[0],
  work: (other: LookAlikeStage) => Promise<void>,
): Promise<void> {
  const other = await openStage(options);
  await work(other);
  await other.close();
}

describe("an order of an old shop", () => {
  it.each([
    ["mapi", "direct", "create_direct_pay_by_user"],
    ["openapi", "page", "alipay.trade.page.pay"],
  ])("asked for as escrow is paid through what %s really has: %s", async (account, product, service) => {
    await onStage({ account }, async ({ order, paymentOf }) => {
      const answer = await order("S-P1795372888RN609");
      const payment = await paymentOf("S-P1795372888RN609");
      expect(answer).toEqual({ kind: "redirect", url: `/pay/${payment.id}` });
      expect(payment).toMatchObject({
        order_no: "S-P1795372888RN609",
        amount_fen: 14821,
        subject: "支付订单号:S-P1795372888RN609",
        goods: "physical",
        product,
        state: "unpaid",
        attempts: [{ service, out_trade_no: expect.stringMatching(/^S.P1795372888RN609_/) }],
      });
    });
  });

  it("comes by POST, too, with the charset in the address and in the body, in GB2312", async () => {
    await onStage({ charset: "gb2312" }, async ({ shop, call, paymentOf }) => {
      const body = signedQuery(shop, dedecmsOrder(shop, "S-P1RN100"));
      const answer = await call("_input_charset=gb2312", { method: "POST", body, path: "/cooperate/gateway.do" });
      expect(answer).toMatchObject({ kind: "redirect" });
      expect((await paymentOf("S-P1RN100")).subject).toBe("支付订单号:S-P1RN100");
    });
  });

  it("is refused where address and body contradict each other", async () => {
    const body = signedQuery(stage.shop, dedecmsOrder(stage.shop, "S-P1RN100"));
    const failure = await failureOf(stage.call("price=0.01", { method: "POST", body }));
    expect([failure.unified, failure.param, legacyCodeOf(failure, "")]).toEqual([1007, "price", "ILLEGAL_ARGUMENT"]);
  });

  it("keeps the shop's words, though its files are UTF-8 and its setting says gb2312", async () => {
    const fields = { ...dedecmsOrder(stage.shop, "S-P1RN101"), _input_charset: "gb2312" };
    await stage.call(signedQuery(stage.shop, fields));
    const payment = await stage.paymentOf("S-P1RN101");
    expect(payment.subject).toBe("支付订单号:S-P1RN101");
    expect(payment.notices).toContainEqual(expect.objectContaining({ kind: "charset_differs", field: "subject" }));
  });

  it("is told by its number, or by what it says of itself, to be virtual", async () => {
    await stage.order("M7T1795373629RN593");
    await stage.order("T-1", { goods_type: "0" });
    await stage.order("T-2", { logistics_type: "DIRECT" });
    await stage.order("T-3");
    const goods = async (orderNo: string): Promise<string> => (await stage.paymentOf(orderNo)).goods;
    expect(await Promise.all(["M7T1795373629RN593", "T-1", "T-2", "T-3"].map(goods))).toEqual([
      "virtual",
      "virtual",
      "virtual",
      "physical",
    ]);
  });

  it("again with the same content is the same payment, also beside itself", async () => {
    const answers = await Promise.all([stage.order("S-P2RN100"), stage.order("S-P2RN100"), stage.order("S-P2RN100")]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await stage.paymentOf("S-P2RN100")).attempts).toHaveLength(1);
  });

  it.each([
    ["no amount", { price: "" }, 1012, "ILLEGAL_ARGUMENT"],
    ["a price of nothing", { price: "0.00" }, 1011, "TOTAL_FEE_LESSEQUAL_ZERO"],
    ["three decimals", { price: "1.005" }, 1011, "ILLEGAL_MONEY_FORMAT"],
    ["no subject", { subject: "" }, 1012, "SUBJECT_MUST_NOT_BE_NULL"],
    ["a space in the number", { out_trade_no: "S P1" }, 1002, "ILLEGAL_ARGUMENT"],
    ["a foreign notify_url", { notify_url: "https://evil.test/n" }, 1002, "ILLEGAL_ARGUMENT"],
    ["a foreign return_url", { return_url: "http://old.test/r" }, 1002, "ILLEGAL_ARGUMENT"],
    ["no notify_url", { notify_url: "" }, 1012, "ILLEGAL_ARGUMENT"],
  ])("with %s is refused by number and old code", async (_, changes, unified, code) => {
    const fields = Object.entries({ ...dedecmsOrder(stage.shop, "S-P3RN100"), ...changes }).filter(([, v]) => v !== "");
    const failure = await failureOf(stage.call(signedQuery(stage.shop, Object.fromEntries(fields))));
    expect([failure.unified, legacyCodeOf(failure, "")]).toEqual([unified, code]);
    expect(failure.detail.zh).not.toBe("");
    expect(await failureOf(stage.paymentOf("S-P3RN100"))).toMatchObject({ unified: 1009 });
  });

  it("whose site has no account of its own among several says what the owner has to do", async () => {
    const { siteId } = await stage.gateway.registerSite({
      name: "另一家",
      returnOrigins: ["https://old.test"],
      requestId: "req_setup",
    });
    const { partner, key } = await issuedPair(stage.gateway, siteId);
    const shop = { ...stage.shop, partner, key };
    const failure = await failureOf(stage.call(signedQuery(shop, dedecmsOrder(shop, "S-P1RN1"))));
    expect(failure).toMatchObject({ unified: 1012, detail: { zh: expect.stringContaining("默认账户") } });
  });
});

describe("an order of a site that must not be paid this way", () => {
  async function orderAt(o: { mode: "live" | "test"; account: string }): Promise<DedepayError> {
    const site = { name: "老店", returnOrigins: ["https://old.test"], defaultAccount: "mapi", requestId: "req_setup" };
    const { siteId } = await stage.gateway.registerSite({ ...site, mode: "test" });
    await stage.database.rows(`update site_settings set mode = '${o.mode}' where site_id = '${siteId}'`);
    await stage.gateway.changeAccount({ accountId: "mapi", disabled: o.account === "disabled", requestId: "req_d" });
    const shop = { ...stage.shop, ...(await issuedPair(stage.gateway, siteId)) };
    const failure = await failureOf(stage.call(signedQuery(shop, dedecmsOrder(shop, "S-P9RN1"))));
    await stage.gateway.changeAccount({ accountId: "mapi", disabled: false, requestId: "req_d" });
    expect(await failureOf(stage.gateway.getPayment({ siteId, orderNo: "S-P9RN1" }))).toMatchObject({ unified: 1009 });
    return failure;
  }

  it("since it sells for real money and its account is one of play money", async () => {
    const failure = await orderAt({ mode: "live", account: "mapi" });
    expect(failure).toMatchObject({ unified: 1010, detail: { zh: expect.stringContaining("不是真钱") } });
  });

  it("since its account is disabled", async () => {
    const failure = await orderAt({ mode: "test", account: "disabled" });
    expect(failure).toMatchObject({ unified: 1010, detail: { zh: expect.stringContaining("已停用") } });
  });
});

describe("an order number that is used with other content", () => {
  it("by GET asks first, and touches nothing: a link preview may have opened it", async () => {
    await stage.order("S-P4RN100", { price: "900.21" });
    const { id } = await stage.paymentOf("S-P4RN100");
    await stage.gateway.openPayment({ paymentId: id, device: "desktop", requestId: "req_open" });
    const callsBefore = stage.alipay.calls.length;
    const answer = await stage.order("S-P4RN100", { price: "7.01" });
    expect(answer).toMatchObject({
      kind: "confirm_change",
      paymentId: id,
      knownFen: 90021n,
      order: { amountFen: 701n },
    });
    expect(stage.alipay.calls).toHaveLength(callsBefore);
    expect((await stage.paymentOf("S-P4RN100")).amount_fen).toBe(90021);
  });

  it("by POST is replaced while unpaid, so that Alipay never sees the number twice", async () => {
    await stage.order("S-P4RN100", { price: "900.21" });
    const { id } = await stage.paymentOf("S-P4RN100");
    await stage.gateway.openPayment({ paymentId: id, device: "desktop", requestId: "req_open" });
    const answer = await stage.order("S-P4RN100", { price: "7.01" }, { method: "POST" });
    const payment = await stage.paymentOf("S-P4RN100");
    expect(answer).toEqual({ kind: "redirect", url: `/pay/${id}` });
    expect(payment).toMatchObject({ id, amount_fen: 701, order_no: "S-P4RN100" });
    const numbers = payment.attempts.map(({ out_trade_no }) => out_trade_no);
    expect(new Set(numbers).size).toBe(2);
  });

  it("opens nothing while it is not known whether the old trade can still be paid", async () => {
    await stage.order("S-P4RN101", { price: "900.21" });
    const { id } = await stage.paymentOf("S-P4RN101");
    await stage.gateway.openPayment({ paymentId: id, device: "desktop", requestId: "req_open" });
    stage.alipay.mood = "times_out";
    const failure = await failureOf(stage.order("S-P4RN101", { price: "7.01" }, { method: "POST" }));
    expect(failure).toMatchObject({ unified: 1014, retry: "backoff" });
    expect((await stage.paymentOf("S-P4RN101")).amount_fen).toBe(90021);
  });

  it("is told that it is paid, and pays nothing", async () => {
    await stage.order("S-P4RN102");
    const payment = await stage.paymentOf("S-P4RN102");
    await stage.payAtAlipay(payment);
    expect(await stage.order("S-P4RN102")).toEqual({ kind: "redirect", url: `/pay/${payment.id}` });
    for (const method of ["GET", "POST"] as const) {
      const answer = await stage.order("S-P4RN102", { price: "1.00" }, { method });
      expect(answer).toMatchObject({ kind: "number_used", paid: true, knownFen: 14821n });
    }
  });
});
