// The buyer's pages over a real gateway: what is begun in one browser is seen in another one, and no press is one too many.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../testing/fake-alipay.ts";
import { openSiteOverHttp, type SiteOverHttp } from "./testing/site-over-http.ts";

const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1";
const wechat =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.40";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

let site: SiteOverHttp;

beforeEach(async () => {
  site = await openSiteOverHttp();
});
afterEach(async () => {
  await site.close();
});

type Payment = { id: string; attempts: { id: string; out_trade_no: string }[] };
type Page = Awaited<ReturnType<SiteOverHttp["app"]["inject"]>>;

async function order(product: "auto" | "page" | "qr"): Promise<Payment> {
  const body = { order_no: "S-1", amount_fen: 1234, subject: "茶杯", goods: "physical", account: "openapi", product };
  return (await site.call({ method: "POST", url: "/v1/payments", body })).json() as Payment;
}

/** Every request comes without a cookie; that none is set is expected of each. */
async function open(url: string, agent: string, method: "GET" | "POST" = "GET"): Promise<Page> {
  const answer = await site.app.inject({ method, url, headers: { "user-agent": agent, accept: "text/html" } });
  expect(answer.headers["set-cookie"]).toBeUndefined();
  return answer;
}

const numberIn = (answer: Page): string =>
  (
    JSON.parse(new URL(String(answer.headers["location"])).searchParams.get("biz_content") ?? "{}") as {
      out_trade_no: string;
    }
  ).out_trade_no;

async function pays(outTradeNo: string): Promise<void> {
  const trade = site.test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
  const rawBody = openapiNotification(trade);
  await site.test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "n" });
}

async function attemptsOf({ id }: Payment): Promise<Payment["attempts"]> {
  return ((await site.call({ url: `/v1/payments/${id}` })).json() as Payment).attempts;
}

describe("another browser", () => {
  it("pays the link that was copied out of WeChat, and both of them see the receipt", async () => {
    const payment = await order("auto");
    const guide = await open(`/pay/${payment.id}`, wechat);
    expect(guide.body).toMatch(new RegExp(`data-guide="wechat".*value="https://pay.test/pay/${payment.id}"`, "s"));
    const paid = await open(`/pay/${payment.id}`, safari, "POST");
    expect(String(paid.headers["location"])).toContain("method=alipay.trade.wap.pay");
    await pays(numberIn(paid));
    for (const agent of [safari, wechat]) expect((await open(`/pay/${payment.id}`, agent)).body).toContain("支付成功");
  });

  it("shows the return page and the receipt to a buyer whom Alipay's app sends back into it", async () => {
    const payment = await order("page");
    await pays(numberIn(await open(`/pay/${payment.id}`, firefox, "POST")));
    const [attempt] = await attemptsOf(payment);
    for (const url of [`/return/${attempt?.id}?out_trade_no=x`, `/return/${attempt?.id}`, `/pay/${payment.id}`]) {
      const { statusCode, body } = await open(url, safari);
      expect([statusCode, body.includes("支付成功"), body.includes("茶杯")]).toEqual([200, true, true]);
    }
  });
});

describe("the shop's order number", () => {
  it("stands unchanged on the buyer's pages, at the site and in its search, though Alipay cannot hold it", async () => {
    const orderNo = `tea/2026#17-b${"x".repeat(51)}`;
    const body = {
      order_no: orderNo,
      amount_fen: 1234,
      subject: "茶杯",
      goods: "physical",
      account: "openapi",
      product: "page",
    };
    const payment = (await site.call({ method: "POST", url: "/v1/payments", body })).json() as Payment & {
      order_no: string;
    };
    expect(payment.order_no).toBe(orderNo);
    const sent = await open(`/pay/${payment.id}`, firefox, "POST");
    expect(numberIn(sent)).toMatch(/^tea_2026_17_bx+_[0-9a-z]{7}$/);
    const content = new URL(String(sent.headers["location"])).searchParams.get("biz_content") ?? "";
    expect(JSON.parse(content)).toMatchObject({ subject: "茶杯" });
    await pays(numberIn(sent));
    const [attempt] = await attemptsOf(payment);
    for (const url of [`/pay/${payment.id}`, `/return/${attempt?.id}`]) {
      expect((await open(url, firefox)).body).toContain(orderNo);
    }
    const found = await site.call({ url: `/v1/payments?order_no=${encodeURIComponent(orderNo)}` });
    expect(found.json()).toMatchObject({ data: [{ id: payment.id, order_no: orderNo }] });
  });
});

describe("a link preview", () => {
  it("which opens every page makes no attempt, sends nobody to Alipay and moves nothing", async () => {
    const payment = await order("auto");
    const [attempt] = await attemptsOf(payment);
    for (const url of [
      `/pay/${payment.id}`,
      `/pay/${payment.id}/state`,
      `/return/${attempt?.id}?trade_status=TRADE_SUCCESS`,
    ])
      for (const agent of [firefox, wechat]) expect((await open(url, agent)).statusCode).toBe(200);
    expect(site.test.alipay.calls).toEqual([]);
    const after = await site.test.gateway.inspectPayment(payment.id);
    expect(after).toMatchObject({ payment: { state: "unpaid", attempts: payment.attempts }, postings: [] });
  });
});

describe("pressing again", () => {
  it("twice at once leads to one trade at Alipay", async () => {
    const payment = await order("page");
    const pressed = await Promise.all([0, 1, 2].map(() => open(`/pay/${payment.id}`, firefox, "POST")));
    expect(new Set(pressed.map(numberIn)).size).toBe(1);
    expect(await attemptsOf(payment)).toHaveLength(1);
  });

  it("after Alipay could not be reached shows a code of the same trade, however often", async () => {
    const payment = await order("qr");
    site.test.alipay.mood = "unreachable";
    expect((await open(`/pay/${payment.id}`, firefox, "POST")).body).toMatch(/支付失败.*没有扣款.*再试一次/s);
    site.test.alipay.mood = "answers";
    const pressed = await Promise.all([0, 1].map(() => open(`/pay/${payment.id}`, firefox, "POST")));
    for (const { body } of pressed) expect(body).toContain("请用支付宝扫码付款");
    const asked = site.test.alipay.callsOf("alipay.trade.precreate").map((call) => call["out_trade_no"]);
    expect(new Set(asked).size).toBe(1);
    expect(await attemptsOf(payment)).toHaveLength(1);
  });

  it("when the money has come meanwhile shows the receipt and leads nobody to Alipay", async () => {
    const payment = await order("page");
    await pays(numberIn(await open(`/pay/${payment.id}`, firefox, "POST")));
    const again = await open(`/pay/${payment.id}`, firefox, "POST");
    expect([again.statusCode, again.headers["location"]]).toEqual([303, `/pay/${payment.id}`]);
  });
});
