import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signTestNotification, signTestReturn } from "@dedepay/alipay";
import { beforeEach, describe, expect, it } from "vitest";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { readPage } from "../testing/read-page.ts";
import { addGoods, addTopUp, goodsNo, stockShop, topUpNo } from "../testing/shop-orders.ts";
import type { Answer } from "../testing/shop-site.ts";

const keys = { protocol: "mapi", signType: "MD5", md5Key: "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab" } as const;
const about = (orderNo: string): Record<string, string> => ({
  notify_id: "0123456789abcdef",
  notify_type: "trade_status_sync",
  out_trade_no: orderNo,
  trade_no: "2026112100001000010000000001",
  trade_status: "TRADE_SUCCESS",
  total_fee: "148.21",
  subject: "支付订单号",
  seller_id: "2088101112223334",
});

describe.skipIf(!phpShopIsPossible)(`a notification to the stock plugin's address (${phpShopNeeds})`, () => {
  // As Debian and most hosts have it: what is printed early is held back, and can still be taken back.
  const options = { settings: { legacy_account: "acc_old" }, ini: { output_buffering: "4096" } };
  const shop = usePhpShop({ engine: "MyISAM", charset: "gbk" }, options);
  beforeEach(async () => {
    await stockShop(shop.database);
    shop.gateway.asked.length = 0;
    shop.gateway.answers.clear();
    shop.gateway.answers.set("/v1/legacy-notifications", { status: 200, body: "success" });
  });

  const old = "/plus/carbuyaction.php?dopost=return&code=alipay";
  const notify = (body: Buffer, more = ""): Promise<Answer> =>
    shop.site.post(`${old}${more}`, body, { "content-type": "application/x-www-form-urlencoded" });
  const forwarded = (): Record<string, unknown> => JSON.parse(shop.gateway.asked[0]?.body ?? "{}");

  it("goes on to the gateway with its raw bytes and the order as stored, and the answer comes back byte for byte", async () => {
    const raw = signTestNotification(keys, about(await addGoods(shop.database, 101, "148.21")));
    const answer = await notify(raw);
    expect(answer.body).toEqual(Buffer.from("success"));
    expect(answer.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
    expect(shop.gateway.asked).toMatchObject([{ method: "POST", path: "/v1/legacy-notifications", signed: true }]);
    expect(forwarded()).toEqual({
      account: "acc_old",
      body_base64: raw.toString("base64"),
      order: { order_no: goodsNo(101), found: 1, goods: "physical", stored_fen: 14_821, step_fen: 1 },
    });
  });

  it("tells how exact a float total is, and what kind of order is missing or doubled", async () => {
    await addGoods(shop.database, 102, "150037.21");
    await addTopUp(shop.database, 103, "card");
    await addTopUp(shop.database, 104, "card");
    await addTopUp(shop.database, 104, "card");
    for (const [orderNo, order] of [
      [goodsNo(102), { found: 1, goods: "physical", stored_fen: 15_003_720, step_fen: 2 }],
      [topUpNo(103), { found: 1, goods: "virtual", stored_fen: 3000, step_fen: 1 }],
      [topUpNo(104), { found: 2, goods: "virtual" }],
      [goodsNo(199), { found: 0, goods: "physical" }],
    ] as const) {
      shop.gateway.asked.length = 0;
      await notify(signTestNotification(keys, about(orderNo)));
      expect(forwarded()["order"]).toEqual({ order_no: orderNo, ...order });
    }
    await notify(signTestNotification(keys, about("20261121-of-another-shop")));
    shop.gateway.asked.shift();
    expect(forwarded()).not.toHaveProperty("order");
  });

  it("has nothing before its seven bytes, whatever the CMS's files print (L9)", async () => {
    const common = readFileSync(join(shop.site.root, "include/common.inc.php"), "utf8");
    shop.site.write("include/common.inc.php", `\uFEFF\n\n${common.replace("<?php", "<?php trigger_error('warned');")}`);
    const answer = await notify(signTestNotification(keys, about(goodsNo(101))));
    shop.site.write("include/common.inc.php", common);
    expect(answer.body).toEqual(Buffer.from("success"));
  });

  it("is read from the body alone, whatever stands in the address (L6) or its fields hold (L5, L10)", async () => {
    const raw = signTestNotification(keys, { ...about(goodsNo(101)), body: "", subject: 'quote " and \\' });
    await notify(raw, "&spm=1&PHPSESSID=2&total_fee=0.01");
    expect(forwarded()["body_base64"]).toBe(raw.toString("base64"));
  });

  it.each([
    ["says fail", { status: 200, body: "fail" }, 200],
    ["is down", { status: 503, body: "<html>" }, 503],
    ["does not know this site", { status: 403, body: { code: 1004 } }, 503],
  ])("is not acknowledged where the gateway %s", async (_, reply, status) => {
    shop.gateway.answers.set("/v1/legacy-notifications", reply);
    const answer = await notify(signTestNotification(keys, about(goodsNo(101))));
    expect([answer.status, answer.body.toString()]).toEqual([status, "fail"]);
  });

  it("is not acknowledged without settings or without the database: Alipay sends again", async () => {
    const raw = signTestNotification(keys, about(goodsNo(101)));
    const usual = readFileSync(join(shop.site.root, "data/dedepay.config.php"));
    shop.site.write("data/dedepay.config.php", "<?php return array();");
    const unsettled = await notify(raw);
    shop.site.write("data/dedepay.config.php", usual);
    await shop.database.rows("ALTER TABLE dede_shops_orders RENAME TO hidden");
    const blind = await notify(raw);
    await shop.database.rows("ALTER TABLE hidden RENAME TO dede_shops_orders");
    const load = readFileSync(join(shop.site.root, "include/dedepay/load.php"));
    shop.site.write("include/dedepay/load.php", "<?php throw new Exception('file_missing');");
    const returned = await shop.site.get(old);
    shop.site.write("include/dedepay/load.php", load);
    expect(readPage(returned)).toContain("支付暂时不可用");
    for (const answer of [unsettled, blind, await notify(Buffer.alloc(0))]) {
      expect([answer.status, answer.body.toString()]).toEqual([503, "fail"]);
    }
    expect(shop.gateway.asked).toEqual([]);
  });

  it("settles nothing when it is a browser's return, and tells the same of every order (V1, V4, V7, I1)", async () => {
    await addGoods(shop.database, 110, "148.21");
    await addGoods(shop.database, 111, "148.21", { state: 1 });
    const sent = { is_success: "T", exterface: "create_direct_pay_by_user" };
    const pages = await Promise.all([
      shop.site.get(`${old}&${signTestReturn(keys, { ...about(goodsNo(110)), ...sent })}`),
      shop.site.get(`${old}&${signTestReturn(keys, { ...about(goodsNo(111)), ...sent })}`),
      shop.site.get(`${old.replace("code=alipay", "code=bank")}&out_trade_no=${goodsNo(110)}&sign=0`, {
        cookie: "code=alipay",
      }),
      shop.site.get(`${old}&out_trade_no=${goodsNo(199)}`),
    ]);
    for (const page of pages) expect(page.body).toEqual(pages[0]?.body);
    expect(pages[0] && readPage(pages[0])).toContain("付款结果以订单为准");
    // The CMS puts the answer between the quotes of a script.
    expect(pages[0]?.body.toString()).toMatch(/document\.write\("[^"'<\\\n]+"\);/);
    expect(shop.gateway.asked).toEqual([]);
    expect(await shop.database.text("SELECT state FROM dede_shops_orders ORDER BY oid")).toBe("0\n1");
  });
});
