import { beforeEach, describe, expect, it } from "vitest";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { readPage } from "../testing/read-page.ts";
import { addGoods, addTopUp, goodsNo, stockShop, topUpNo } from "../testing/shop-orders.ts";
import type { Answer } from "../testing/shop-site.ts";

describe.skipIf(!phpShopIsPossible)(`the pay button (${phpShopNeeds})`, () => {
  const shop = usePhpShop({ engine: "MyISAM", charset: "gbk" }, { folder: "/shop" });
  beforeEach(async () => {
    await stockShop(shop.database);
    shop.gateway.asked.length = 0;
    shop.gateway.answers.clear();
  });

  const press = (orderNo: string, more = "dopost=buy"): Promise<Answer> =>
    shop.site.get(`/plus/carbuyaction.php?oid=${orderNo}&${more}`);
  const asked = (at = 0): Record<string, unknown> => JSON.parse(shop.gateway.asked[at]?.body ?? "{}");

  it("asks the gateway for the stored amount, signed, and is a plain form to where it says", async () => {
    const page = await press(await addGoods(shop.database, 401, "900.21"));
    expect(page.body.toString()).toContain('<form method="get" action="https://pay.example.com/pay/pay_x">');
    expect(page.body.toString()).not.toContain("window.open");
    expect(shop.gateway.asked).toMatchObject([{ method: "POST", path: "/v1/payments", signed: true }]);
    expect(asked()).toEqual({
      order_no: goodsNo(401),
      amount_fen: 90_021,
      subject: `订单 ${goodsNo(401)}`,
      goods: "physical",
      metadata: { member: "7" },
      return_url: expect.stringMatching(
        new RegExp(`^${shop.site.url}/plus/dedepay\\.php\\?back=${goodsNo(401)}&token=[0-9a-f]{32}$`),
      ),
    });
  });

  it("says what a top-up will be worth, as it is now", async () => {
    await press(await addTopUp(shop.database, 402, "card"));
    await press(await addTopUp(shop.database, 403, "member", { money: 75 }));
    expect(asked(0)).toMatchObject({
      amount_fen: 3000,
      goods: "virtual",
      metadata: { member: "7", product: "card", type: "1", gold: "100" },
    });
    expect(asked(1)).toMatchObject({ amount_fen: 7500, metadata: { product: "member", type: "2" } });
  });

  it("asks for a float total as it is stored, the same each time (T2)", async () => {
    const oid = await addGoods(shop.database, 404, "150037.21");
    await press(oid);
    await press(oid);
    expect([asked(0)["amount_fen"], asked(1)["amount_fen"]]).toEqual([15_003_720, 15_003_720]);
  });

  it("replaces a payment whose order has changed (T1, T3): same order, new content", async () => {
    const oid = await addGoods(shop.database, 405, "7.01");
    shop.gateway.answers.set("/v1/payments", { status: 409, body: { code: 1013, existing_id: "pay_old" } });
    shop.gateway.answers.set("/v1/payments/pay_old/replace", {
      status: 200,
      body: { state: "unpaid", pay_url: "https://pay.example.com/pay/pay_old" },
    });
    expect((await press(oid)).body.toString()).toContain('action="https://pay.example.com/pay/pay_old"');
    const { order_no, ...content } = asked(0);
    expect(order_no).toBe(oid);
    expect(asked(1)).toEqual(content);
  });

  it.each([
    ["paid meanwhile", 422, { state: "paid" }, {}, "已收到付款"],
    ["given up meanwhile", 422, { state: "closed" }, {}, "付款时间已过"],
    ["not closed yet at Alipay", 422, { code: 1010 }, { "retry-after": "15" }, "秒数：15"],
    ["not to be closed now", 504, { code: 1014 }, { "retry-after": "15" }, "秒数：15"],
  ])("gives no button where the old payment is %s", async (_, status, body, headers, text) => {
    const oid = await addGoods(shop.database, 406, "7.01");
    shop.gateway.answers.set("/v1/payments", { status: 409, body: { code: 1013, existing_id: "pay_old" } });
    shop.gateway.answers.set("/v1/payments/pay_old/replace", { status, body, headers });
    const page = await press(oid);
    expect(page.body.toString()).not.toContain("<form");
    expect(readPage(page)).toContain(text);
  });

  it.each([
    ["paid", "已收到付款"],
    ["closed", "付款时间已过"],
  ])("gives no button for a payment that is %s at the gateway", async (state, text) => {
    const body = { state, pay_url: "https://pay.example.com/pay/pay_x" };
    shop.gateway.answers.set("/v1/payments", { status: 200, body });
    expect(readPage(await press(await addGoods(shop.database, 407, "7.01")))).toContain(text);
  });

  it("asks again without a way back where the gateway does not know this address", async () => {
    const oid = await addGoods(shop.database, 408, "7.01");
    shop.gateway.answers.set("/v1/payments", ({ body }) =>
      body.includes("return_url")
        ? { status: 400, body: { code: 1002, param: "return_url" } }
        : { status: 201, body: { state: "unpaid", pay_url: "https://pay.example.com/pay/pay_y" } },
    );
    expect((await press(oid)).body.toString()).toContain('action="https://pay.example.com/pay/pay_y"');
  });

  it("refuses a paid order, a missing, a doubled and a tampered one, and somebody else's (V2, V6, L8, T4, D5)", async () => {
    await addGoods(shop.database, 410, "1.00", { state: 1 });
    await addGoods(shop.database, 411, "1.00");
    await addGoods(shop.database, 411, "2.00");
    await addGoods(shop.database, 412, "7.01", { sum: "888.00" });
    await addGoods(shop.database, 413, "1.00");
    await addTopUp(shop.database, 414, "card", { sta: 2 });
    for (const [orderNo, more, text] of [
      [goodsNo(410), "", "订单已付款"],
      [topUpNo(414), "", "订单已付款"],
      [goodsNo(499), "", "订单有误"],
      [goodsNo(411), "", "订单有误"],
      [goodsNo(412), "", "订单有误"],
      ["x", "", "订单有误"],
      [goodsNo(413), "login=8", "这不是您的订单"],
    ] as const) {
      expect(readPage(await press(orderNo, more))).toContain(text);
    }
    expect(shop.gateway.asked).toEqual([]);
    expect((await press(goodsNo(413), "login=7")).body.toString()).toContain("<form");
  });

  it("empties the cart at checkout alone (L11), and leaves the CMS's globals as they were (C8)", async () => {
    const oid = await addGoods(shop.database, 420, "1.00");
    const buyid = await addTopUp(shop.database, 421, "card");
    const checkout = await press(oid);
    expect(checkout.headers.get("x-cart")).toBe("emptied");
    expect(checkout.headers.get("x-base-host")).toBe("http://127.0.0.1:8088");
    expect((await press(oid, "dopost=memclickout")).headers.get("x-cart")).toBeNull();
    expect((await press(buyid)).headers.get("x-cart")).toBeNull();
    shop.gateway.answers.set("/v1/payments", { status: 503, body: {} });
    expect((await press(oid)).headers.get("x-cart")).toBeNull();
  });

  it("says that payment is not available, and why only in PHP's log, whatever is broken (C1, C2)", async () => {
    const oid = await addGoods(shop.database, 430, "1.00");
    const broken: [string, () => void, () => void][] = [
      [
        "gateway",
        () => shop.gateway.answers.set("/v1/payments", { status: 503, body: "<html>" }),
        () => shop.gateway.answers.clear(),
      ],
      ["keys", () => shop.site.write("data/dedepay.config.php", "<?php return array('secret' => '');"), () => {}],
      ["settings", () => shop.site.write("data/dedepay.config.php", "<?php return 1;"), () => {}],
      [
        "upload",
        () => shop.site.write("include/dedepay/load.php", "<?php throw new Exception('file_missing: x');"),
        () => {},
      ],
      ["file", () => shop.site.write("include/dedepay/load.php", "<?php nonsense();"), () => {}],
    ];
    for (const [, damage, mend] of broken) {
      damage();
      const page = await press(oid);
      mend();
      expect(page.status).toBe(200);
      expect(readPage(page)).toContain("支付暂时不可用");
      expect(page.body.toString()).not.toMatch(/secret|Fatal|Warning|127\.0\.0\.1:\d/);
    }
    expect(shop.site.server.log()).toContain("dedepay: not_configured");
  });
});
