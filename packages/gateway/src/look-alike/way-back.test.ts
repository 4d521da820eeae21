import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContractInput } from "../use-cases/accounts/register-account.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import { documentText, failureOf, issuedPair, type LookAlikeStage, openStage } from "./testing/look-alike-stage.ts";

const minuteMs = 60_000;
let stage: LookAlikeStage;
let serial = 0;
beforeAll(async () => {
  stage = await openStage({ charset: "gb2312" });
});
afterAll(() => stage.close());

async function paidOrder(): Promise<{ orderNo: string; paymentId: string }> {
  serial += 1;
  const orderNo = `S-P1RN${serial}`;
  stage.dedecms.expect(orderNo, "148.21");
  await stage.order(orderNo);
  const payment = await stage.paymentOf(orderNo);
  await stage.payAtAlipay(payment);
  await stage.time.advance(0);
  return { orderNo, paymentId: payment.id };
}

async function setReturns(returns: "signed" | "result_page", shopUrl: string | null = null): Promise<void> {
  await stage.gateway.changeLookAlike({ siteId: stage.siteId, changes: { returns, shopUrl }, requestId: "req_s" });
}

async function signedUrl(paymentId: string): Promise<string> {
  const way = await stage.gateway.findWayBack(paymentId);
  if (way.kind !== "redirect" || !way.url.includes("&sign="))
    throw new Error(`no signed return: ${JSON.stringify(way.kind)}`);
  return way.url;
}

describe("the buyer's way back", () => {
  it("is the gateway's own page and a plain link: nothing that could settle the order lies in a browser", async () => {
    await setReturns("result_page");
    const { paymentId } = await paidOrder();
    const view = await stage.gateway.viewPayment({ paymentId, requestId: "req_v" });
    expect(view.returnUrl).toBe(`/back/${paymentId}`);
    expect(await stage.gateway.findWayBack(paymentId)).toEqual({ kind: "redirect", url: "https://old.test/" });
    await setReturns("result_page", "https://old.test/member/shops_orders.php");
    expect(await stage.gateway.findWayBack(paymentId)).toMatchObject({
      url: "https://old.test/member/shops_orders.php",
    });
  });

  it("is signed where the owner wants it, in the shop's charset, after the notification was acknowledged", async () => {
    await setReturns("signed");
    const { orderNo, paymentId } = await paidOrder();
    const url = await signedUrl(paymentId);
    expect(url).toMatch(/^https:\/\/old\.test\/plus\/carbuyaction\.php\?dopost=return&code=alipay&/);
    const answer = stage.dedecms.begin("return", url.split("?")[1] ?? "")();
    const visit = stage.dedecms.visits.at(-1);
    expect(visit?.fields).toMatchObject({
      is_success: "T",
      exterface: "create_partner_trade_by_buyer",
      out_trade_no: orderNo,
      subject: `支付订单号:${orderNo}`,
      total_fee: "148.21",
      notify_id: expect.stringMatching(/^RqPnCo/),
    });
    // Settled by the notification: the return finds it done, and its own signature is never needed.
    expect(answer.includes(Buffer.from("d2d1beadb4a6c0ed", "hex"))).toBe(true);
    expect(stage.dedecms.handedOut(orderNo)).toBe(1);
  });

  it("carries a signature that a shop can check, and an id that notify_verify knows for a minute", async () => {
    await setReturns("signed");
    const { orderNo, paymentId } = await paidOrder();
    const url = await signedUrl(paymentId);
    const order = stage.dedecms.orders.get(orderNo);
    if (order !== undefined) order.state = 0;
    const query = url.split("?")[1] ?? "";
    expect(stage.dedecms.begin("return", query)().includes(Buffer.from("d6a7b8b6b3c9b9a6", "hex"))).toBe(true);
    const notifyId = new URLSearchParams(query).get("notify_id") ?? "";
    const verify = async (): Promise<string> => {
      const asked = new URLSearchParams({ service: "notify_verify", partner: stage.shop.partner, notify_id: notifyId });
      return documentText(await stage.call(asked.toString()));
    };
    expect(await verify()).toBe("true");
    expect(await verify()).toBe("true");
    expect(await signedUrl(paymentId)).toContain(encodeURIComponent(notifyId));
    await stage.time.advance(minuteMs);
    expect(await verify()).toBe("false");
    expect(await signedUrl(paymentId)).not.toContain(encodeURIComponent(notifyId));
  });

  it("waits while the notification is on its way, and is plain where the shop has not taken it", async () => {
    await setReturns("signed");
    stage.nextAnswers.push(async () => ({ status: 503, headers: {}, body: new Uint8Array() }));
    const waiting = await paidOrder();
    expect(await stage.gateway.findWayBack(waiting.paymentId)).toMatchObject({
      kind: "wait",
      shopUrl: "https://old.test/",
    });
    await stage.time.advance(2 * minuteMs);
    expect(await signedUrl(waiting.paymentId)).toContain("sign=");
    stage.nextAnswers.push(async () => ({ status: 200, headers: {}, body: Buffer.from("?") }));
    const refused = await paidOrder();
    expect(await stage.gateway.findWayBack(refused.paymentId)).toEqual({ kind: "redirect", url: "https://old.test/" });
  });

  it("is plain while nothing is paid, and unknown for payments of other sites", async () => {
    await setReturns("signed");
    await stage.order("S-P99RN1");
    const { id } = await stage.paymentOf("S-P99RN1");
    expect(await stage.gateway.findWayBack(id)).toEqual({ kind: "redirect", url: "https://old.test/" });
    const other = await stage.pay({ account: "mapi" });
    expect(await failureOf(stage.gateway.findWayBack(other.id))).toMatchObject({ unified: 1009 });
  });
});

describe("a site that sells what it has in escrow", () => {
  const only = (product: ContractInput["product"]): ContractInput => ({ product, goods: "any", status: "active" });
  let siteId: string;
  beforeAll(async () => {
    await stage.gateway.registerAccount({
      id: "escrow-only",
      environment: "simulator",
      endpoint: "https://alipay.test/gateway.do",
      protocol: "mapi",
      credentials: { partner: "2088000000000001", signType: "MD5", md5Key: "0123456789abcdefghijklmnopqrstuv" },
      contracts: [only("escrow")],
      requestId: "req_setup",
    });
    const site = { name: "担保", returnOrigins: ["https://old.test"], defaultAccount: "escrow-only" };
    ({ siteId } = await stage.gateway.registerSite({ ...site, requestId: "req_setup" }));
    const { partner, key } = await issuedPair(stage.gateway, siteId);
    stage.shop = { ...stage.shop, partner, key };
  });

  const paymentOf = (orderNo: string): Promise<PaymentDocument> => stage.gateway.getPayment({ siteId, orderNo });

  async function goThrough(orderNo: string, steps: readonly string[]): Promise<void> {
    for (const step of steps) {
      await stage.payAtAlipay(await paymentOf(orderNo), step, "escrow-only");
      await stage.time.advance(minuteMs);
    }
  }

  const toldOf = (orderNo: string): (string | undefined)[] =>
    stage.dedecms.visits
      .filter(({ fields }) => fields["out_trade_no"] === orderNo)
      .map(({ fields }) => fields["trade_status"]);

  const steps = ["WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_FINISHED"] as const;

  it.each([
    ["S-P1795372888RN901", steps, ["WAIT_SELLER_SEND_GOODS"]],
    ["M7T1795373629RN902", steps.slice(0, 2), []],
    ["M7T1795373629RN903", steps, ["TRADE_FINISHED"]],
  ])(
    "is told of physical goods when they are to be shipped, of virtual ones when the money is the seller's: %s",
    async (orderNo, way, told) => {
      stage.dedecms.expect(orderNo, "148.21");
      await stage.order(orderNo);
      await goThrough(orderNo, way);
      expect(toldOf(orderNo)).toEqual(told);
    },
  );

  it("is told of virtual goods no earlier where it ships them itself", async () => {
    await stage.gateway.changeSite({ siteId, autoShip: false, requestId: "req_off" });
    const orderNo = "M7T1795373629RN905";
    stage.dedecms.expect(orderNo, "148.21");
    await stage.order(orderNo);
    await goThrough(orderNo, steps.slice(0, 2));
    expect(toldOf(orderNo)).toEqual([]);
    await goThrough(orderNo, steps.slice(2));
    expect(toldOf(orderNo)).toEqual(["TRADE_FINISHED"]);
    const { deliveries } = await stage.gateway.inspectPayment((await paymentOf(orderNo)).id);
    expect(deliveries.map(({ type }) => type)).toContain("payment.escrow_paid");
    await stage.gateway.changeSite({ siteId, autoShip: true, requestId: "req_on" });
  });

  it("is not told again of an order which a person has marked as delivered", async () => {
    stage.dedecms.expect("S-P1RN904", "148.21");
    await stage.order("S-P1RN904");
    stage.nextAnswers.push(async () => ({ status: 200, headers: {}, body: Buffer.from("fail") }));
    await goThrough("S-P1RN904", steps.slice(0, 1));
    const { id } = await paymentOf("S-P1RN904");
    const [owed] = (await stage.gateway.inspectPayment(id)).deliveries;
    expect(owed?.status).toBe("parked");
    const settled = { deliveryId: owed?.id ?? "", as: "delivered", note: "seen in the shop" } as const;
    await stage.gateway.settleDelivery({ ...settled, requestId: "req_settled" });
    await goThrough("S-P1RN904", steps.slice(1));
    expect((await paymentOf("S-P1RN904")).state).toBe("finished");
    expect(toldOf("S-P1RN904")).toEqual([]);
    const { deliveries } = await stage.gateway.inspectPayment(id);
    expect(deliveries.map(({ status }) => status)).not.toContain("parked");
  });
});
