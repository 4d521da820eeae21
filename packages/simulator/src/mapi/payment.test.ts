import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { md5Holds, signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, buyers, openCashier, payAt, returnFrom, tradeOf } from "../testing/shop-visit.ts";

const key = "simulatorkey0123456789abcdefghij";
const partner = "2088101000000017";
const minute = 60_000;

let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse("2026-03-01T10:00:00+08:00") });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function payment(service: string, outTradeNo: string, changes: Record<string, string> = {}): string {
  const isDirect = service === "create_direct_pay_by_user";
  return `${simulator.mapiEndpoint}?${signedQuery({
    key,
    fields: {
      service,
      partner,
      out_trade_no: outTradeNo,
      subject: "书一本",
      body: "第二版",
      payment_type: "1",
      seller_email: "seller@simulator.test",
      notify_url: `${merchant.url}/notify`,
      return_url: "http://shop.example/return?from=alipay",
      ...(isDirect
        ? { total_fee: "12.30" }
        : {
            price: "12.30",
            quantity: "1",
            logistics_type: "EXPRESS",
            logistics_fee: "0.00",
            logistics_payment: "SELLER_PAY",
          }),
      ...changes,
    },
  })}`;
}

async function ask(fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${simulator.mapiEndpoint}?${signedQuery({ key, fields: { partner, ...fields } })}`);
  return response.text();
}

function statuses(): Array<string | null> {
  return merchant.received.map(({ fields }) => fields.get("trade_status"));
}

describe("instant payment", () => {
  it("notifies with a signature which holds, once, and comes back with a signed return", async () => {
    const cashier = await openCashier(payment("create_direct_pay_by_user", "I1"));
    expect((await payAt(cashier)).status).toBe(200);
    await advance(simulator, 0);
    expect(statuses()).toEqual(["TRADE_SUCCESS"]);
    const [notice] = merchant.received;
    expect(notice?.headers["user-agent"]).toBe("Mozilla/4.0");
    expect(notice?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(md5Holds(notice?.body.toString("latin1") ?? "", key)).toBe(true);
    expect(Object.fromEntries(notice?.fields ?? [])).toMatchObject({
      notify_type: "trade_status_sync",
      out_trade_no: "I1",
      total_fee: "12.30",
      price: "12.30",
      quantity: "1",
      discount: "0.00",
      seller_id: partner,
      buyer_id: buyers.zhangSan,
      subject: "书一本",
      gmt_payment: "2026-03-01 10:00:00",
    });
    const back = await returnFrom(cashier);
    expect(back.searchParams.get("from")).toBe("alipay");
    expect(back.searchParams.get("is_success")).toBe("T");
    expect(back.searchParams.get("trade_status")).toBe("TRADE_SUCCESS");
    expect(md5Holds(back.search.slice(1).replace("from=alipay&", ""), key)).toBe(true);
    await advance(simulator, 26 * 60 * minute);
    expect(merchant.received).toHaveLength(1);
  });

  it("sends again on Alipay's schedule under one notify_id until exactly `success` is answered", async () => {
    const answers = ["fail", "success\n", "\ufeffsuccess", "SUCCESS", "<b>success</b>", "", "success "];
    merchant.answer = () => ({ body: answers[merchant.received.length - 1] ?? "success" });
    await payAt(await openCashier(payment("create_direct_pay_by_user", "I2")));
    await advance(simulator, 26 * 60 * minute);
    expect(merchant.received).toHaveLength(8);
    const times = merchant.received.map(({ fields }) =>
      Date.parse(`${fields.get("notify_time")?.replace(" ", "T")}+08:00`),
    );
    const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / minute);
    expect(gaps).toEqual([4, 10, 10, 60, 120, 360, 900]);
    expect(new Set(merchant.received.map(({ fields }) => fields.get("notify_id"))).size).toBe(1);
    for (const { body } of merchant.received) expect(md5Holds(body.toString("latin1"), key)).toBe(true);
    const trade = await tradeOf(simulator, "I2");
    expect(trade["notifications"]).toMatchObject([{ state: "acknowledged", status: "TRADE_SUCCESS" }]);
  });

  it("gives up after eight sends, follows no redirect, and takes `success` under another status for a failure", async () => {
    merchant.answer = (received) =>
      received.url === "/ok"
        ? {}
        : merchant.received.length % 2 === 0
          ? { status: 500 }
          : { status: 302, headers: { location: "/ok" } };
    await payAt(await openCashier(payment("create_direct_pay_by_user", "I3")));
    await advance(simulator, 100 * 60 * minute);
    expect(merchant.received.map(({ url }) => url)).toEqual(Array.from({ length: 8 }, () => "/notify"));
    expect((await tradeOf(simulator, "I3"))["notifications"]).toMatchObject([{ state: "given_up" }]);
  });

  it("tells with notify_verify whether a notification is fresh", async () => {
    merchant.answer = () => ({ body: "later" });
    const verify = (id: string, pid = partner): Promise<string> =>
      fetch(`${simulator.mapiEndpoint}?service=notify_verify&partner=${pid}&notify_id=${encodeURIComponent(id)}`).then(
        (one) => one.text(),
      );
    const cashier = await openCashier(payment("create_direct_pay_by_user", "I4"));
    await payAt(cashier);
    await advance(simulator, 0);
    const id = merchant.received[0]?.fields.get("notify_id") ?? "";
    expect(await verify(id)).toBe("true");
    expect(await verify(id)).toBe("true");
    expect(await verify(id, "2088101000000025")).toBe("false");
    expect(await verify(id, "2088")).toBe("invalid");
    expect(await verify("")).toBe("invalid");
    expect(await verify("unknown")).toBe("false");
    const returnId = (await returnFrom(cashier)).searchParams.get("notify_id") ?? "";
    expect(returnId).toContain("%2F");
    expect(await verify(returnId)).toBe("true");
    await advance(simulator, minute + 1);
    expect(await verify(returnId)).toBe("false");
    merchant.answer = () => ({});
    await advance(simulator, 4 * minute);
    expect(await verify(id)).toBe("false");
  });

  it("closes an unpaid trade when its time is up, and says so", async () => {
    const cashier = await openCashier(payment("create_direct_pay_by_user", "I5", { it_b_pay: "2h" }));
    await advance(simulator, 120 * minute - 1);
    expect((await tradeOf(simulator, "I5"))["status"]).toBe("WAIT_BUYER_PAY");
    await advance(simulator, 1);
    expect((await tradeOf(simulator, "I5"))["status"]).toBe("TRADE_CLOSED");
    expect(statuses()).toEqual(["TRADE_CLOSED"]);
    expect((await payAt(cashier)).error).toBe("TRADE_NOT_ALLOWED_PAY");
  });

  it("finishes a paid trade when the refund window ends", async () => {
    await payAt(await openCashier(payment("create_direct_pay_by_user", "I6")));
    await advance(simulator, 365 * 24 * 60 * minute);
    expect(statuses()).toEqual(["TRADE_SUCCESS", "TRADE_FINISHED"]);
  });

  it.each([
    [buyers.poor, "BUYER_BANKCARD_BALANCE_NOT_ENOUGH"],
    [buyers.frozen, "BUYER_ENABLE_STATUS_FORBID"],
    [buyers.unverified, "ERROR_BUYER_CERTIFY_LEVEL_LIMIT"],
    [partner, "BUYER_SELLER_EQUAL"],
    ["", "BUYER_NOT_EXIST"],
  ])("lets buyer %s not pay: %s", async (buyer, code) => {
    const outTradeNo = `N${code}`;
    const cashier = await openCashier(payment("create_direct_pay_by_user", outTradeNo));
    expect((await payAt(cashier, { buyer })).error).toBe(code);
    expect((await tradeOf(simulator, outTradeNo))["status"]).toBe("WAIT_BUYER_PAY");
    await advance(simulator, 0);
    expect(merchant.received).toEqual([]);
    expect((await payAt(cashier)).error).toBe(null);
    expect((await payAt(cashier)).error).toBe("TRADE_NOT_ALLOWED_PAY");
  });
});

describe("escrow", () => {
  it("goes through its four statuses with a notification of its own for each", async () => {
    const cashier = await openCashier(payment("create_partner_trade_by_buyer", "E1", { receive_name: "王小明" }));
    await payAt(cashier);
    await advance(simulator, 0);
    const tradeNo = String((await tradeOf(simulator, "E1"))["trade_no"]);
    expect(tradeNo).toMatch(/^20260301\d{20}$/);
    const early = await fetch(`${cashier}/confirm`, { method: "POST" });
    expect(early.status).toBe(200);
    const sent = await ask({
      service: "send_goods_confirm_by_platform",
      trade_no: tradeNo,
      logistics_name: "顺丰",
      transport_type: "EXPRESS",
    });
    expect(sent).toContain("<is_success>T</is_success>");
    await fetch(`${cashier}/confirm`, { method: "POST" });
    await advance(simulator, 0);
    expect(statuses()).toEqual([
      "WAIT_BUYER_PAY",
      "WAIT_SELLER_SEND_GOODS",
      "WAIT_BUYER_CONFIRM_GOODS",
      "TRADE_FINISHED",
    ]);
    expect(new Set(merchant.received.map(({ fields }) => fields.get("notify_id"))).size).toBe(4);
    for (const { body } of merchant.received) expect(md5Holds(body.toString("latin1"), key)).toBe(true);
    expect(merchant.received[1]?.fields.get("receive_name")).toBe("王小明");
    const again = await ask({
      service: "send_goods_confirm_by_platform",
      trade_no: tradeNo,
      logistics_name: "顺丰",
      transport_type: "EXPRESS",
    });
    expect(again).toContain("TRADE_STATUS_NOT_AVAILD");
    const query = await ask({ service: "single_trade_query", out_trade_no: "E1" });
    expect(query).toContain("<trade_status>TRADE_FINISHED</trade_status>");
    expect(query).toContain("<to_seller_fee>12.30</to_seller_fee>");
    expect(query).toMatch(/<sign>[0-9a-f]{32}<\/sign><sign_type>MD5<\/sign_type>/);
  });

  it.each([
    ["instant", ["WAIT_BUYER_PAY", "TRADE_FINISHED"]],
    ["escrow", ["WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS"]],
  ] as const)("dual: the buyer chooses %s", async (way, expected) => {
    await payAt(await openCashier(payment("trade_create_by_buyer", `B-${way}`)), { way });
    await advance(simulator, 0);
    expect(statuses()).toEqual(expected);
  });

  it("adds fee and discount to the price", async () => {
    await openCashier(
      payment("create_partner_trade_by_buyer", "E2", {
        quantity: "3",
        logistics_fee: "5.00",
        logistics_payment: "BUYER_PAY",
        discount: "-1.90",
      }),
    );
    expect((await tradeOf(simulator, "E2"))["total_fen"]).toBe(3 * 1230 + 500 - 190);
  });
});

describe("a GBK merchant", () => {
  it("gets notification and return in GBK", async () => {
    const address = `${simulator.mapiEndpoint}?${signedQuery({
      key,
      charset: "gbk",
      fields: {
        service: "create_direct_pay_by_user",
        partner,
        out_trade_no: "G1",
        subject: "支付订单号",
        payment_type: "1",
        total_fee: "1.00",
        seller_id: partner,
        notify_url: `${merchant.url}/gbk`,
        return_url: "http://shop.example/r",
      },
    })}`;
    const cashier = await openCashier(address);
    await payAt(cashier);
    await advance(simulator, 0);
    const body = merchant.received[0]?.body.toString("latin1") ?? "";
    expect(body).toContain("subject=%D6%A7%B8%B6%B6%A9%B5%A5%BA%C5");
    expect(md5Holds(body, key, "gbk")).toBe(true);
    expect(md5Holds(body, key, "utf-8")).toBe(false);
    const response = await fetch(`${cashier}/return`, { redirect: "manual" });
    expect(md5Holds((response.headers.get("location") ?? "").split("?")[1] ?? "", key, "gbk")).toBe(true);
  });
});
