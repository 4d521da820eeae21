import { createHash, createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { readPage } from "../testing/read-page.ts";
import { addGoods, addTopUp, goodsNo, nowSeconds, paidEvent, stockShop, topUpNo } from "../testing/shop-orders.ts";
import { siteSecrets } from "../testing/shop-site.ts";

describe.skipIf(!phpShopIsPossible)(`plus/dedepay.php (${phpShopNeeds})`, () => {
  const shop = usePhpShop({ engine: "InnoDB", charset: "utf8" });
  beforeEach(async () => {
    await stockShop(shop.database);
    shop.gateway.asked.length = 0;
    shop.gateway.owed.length = 0;
    shop.gateway.awaitingShipment.length = 0;
    shop.gateway.answers.clear();
  });

  const token = (orderNo: string): string =>
    createHmac("sha256", siteSecrets.webhook_secret).update(`back\n${orderNo}`).digest("hex").slice(0, 32);
  const state = (n: number): Promise<string> =>
    shop.database.text(`SELECT state FROM dede_shops_orders WHERE oid='${goodsNo(n)}'`);

  describe("asked by the gateway", () => {
    const ours = readFileSync(join(import.meta.dirname, "../../php/include/payment/alipay.php"));
    const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

    it("tells versions, edition, charset, and the hash of every file of ours", async () => {
      const { status, answer } = await shop.site.ask("");
      expect(status).toBe(200);
      expect(answer).toMatchObject({
        version: "3",
        php: expect.stringMatching(/^8\./),
        edition: { version: "V57_UTF8_SP2", charset: "utf-8", database_charset: "utf8" },
        plugin: "ours",
        plugin_sha256: sha256(ours),
        keyless_payment_files: [],
        transport: "curl",
        database: "ok",
      });
      expect(Object.keys(answer["files"] as object)).toHaveLength(18);
    });

    it("says when a stock file came back, and which settings then let anybody forge a payment (V1)", async () => {
      shop.site.write("include/payment/alipay.php", "<?php class Alipay {}");
      shop.site.write("data/payment/bank.php", "<?php $payment=array('code' => 'bank') ?>");
      const { answer } = await shop.site.ask("");
      shop.site.write("include/payment/alipay.php", ours);
      shop.site.write(
        "data/payment/bank.php",
        "<?php $payment=array('code' => 'bank','alipay_key' => 'k3k3k3k3k3k3')?>",
      );
      expect(answer).toMatchObject({ plugin: "foreign", keyless_payment_files: ["data/payment/bank.php"] });
      expect((await shop.site.ask("")).answer).toMatchObject({ plugin: "ours", keyless_payment_files: [] });
    });

    it("tells how one order stands, and nothing without a good signature", async () => {
      await addGoods(shop.database, 101, "148.21", { state: 1 });
      expect(await shop.site.ask(`order_no=${goodsNo(101)}`)).toMatchObject({
        status: 200,
        answer: { order: { found: 1, state: 1, done: true, amount_fen: 14_821 } },
      });
      expect(await shop.site.ask("order_no=nonsense")).toMatchObject({ status: 422 });
      for (const signing of [{ secret: "wrong" }, { timestamp: String(nowSeconds() - 301) }]) {
        expect(await shop.site.ask(`order_no=${goodsNo(101)}`, signing)).toEqual({
          status: 401,
          answer: { outcome: "not_signed" },
        });
      }
    });
  });

  describe("fetching what the gateway can't push", () => {
    it("acts on each delivery as on a webhook, and says what came of it", async () => {
      shop.gateway.owed.push(paidEvent(await addGoods(shop.database, 110, "1.00"), 100));
      shop.gateway.owed.push(paidEvent(await addTopUp(shop.database, 111, "card"), 3000));
      shop.gateway.owed.push(paidEvent(goodsNo(119), 100));
      const answer = await shop.site.get("/plus/dedepay.php?work");
      expect(JSON.parse(answer.body.toString())).toEqual({ fetched: 3, done: 2, refused: 1, shipped: 0 });
      expect(shop.gateway.owed.map(({ id }) => id)).toEqual([
        `dlv_pay_${goodsNo(119).replace("-", "").toLowerCase()}_payment.paid`,
      ]);
      expect(shop.gateway.asked.filter(({ signed }) => !signed)).toEqual([]);
      expect(shop.gateway.asked.slice(1).map(({ body }) => JSON.parse(body))).toEqual([
        { status: 200, outcome: "done" },
        { status: 200, outcome: "done" },
        { status: 409, outcome: "order_missing" },
      ]);
      expect(await state(110)).toBe("1");
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
    });

    it("tells which escrow orders the owner has marked as shipped, with the order's own carrier", async () => {
      for (const [n, now] of [
        [120, 1],
        [121, 2],
        [122, 4],
      ] as const) {
        await addGoods(shop.database, n, "1.00", { state: now });
        shop.gateway.awaitingShipment.push({ payment_id: `pay_${n}`, order_no: goodsNo(n) });
      }
      await shop.database.rows(`UPDATE dede_shops_orders SET pid=9 WHERE oid='${goodsNo(122)}'`);
      const { answer } = await shop.site.ask("work=1");
      expect(answer["work"]).toEqual({ fetched: 0, done: 0, refused: 0, shipped: 2 });
      expect(shop.gateway.asked.slice(1).map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
        ["/v1/payments/pay_121/shipment", { logistics_name: "顺丰速运", transport_type: "EXPRESS" }],
        ["/v1/payments/pay_122/shipment", { logistics_name: "快递", transport_type: "EXPRESS" }],
      ]);
    });

    it("calls the gateway only as often as the settings allow, whoever asks", async () => {
      const usual = readFileSync(join(shop.site.root, "data/dedepay.config.php"), "utf8");
      shop.site.write("data/dedepay.config.php", usual.replace("'work_distance_s' => 0", "'work_distance_s' => 60"));
      const answers = [
        (await shop.site.get("/plus/dedepay.php?work")).status,
        (await shop.site.get("/plus/dedepay.php?work")).status,
      ];
      shop.site.write("data/dedepay.config.php", usual);
      // The first one may be late after the calls of the tests before.
      expect(answers.at(-1)).toBe(429);
      expect(shop.gateway.asked.length).toBeLessThanOrEqual(1);
    });

    it("says 503 where the gateway does not answer", async () => {
      shop.gateway.answers.set("/v1/deliveries", { status: 502, body: "<html>" });
      expect((await shop.site.get("/plus/dedepay.php?work")).status).toBe(503);
    });
  });

  describe("visited by the buyer who comes back", () => {
    it("fetches that order's delivery and says that it is paid", async () => {
      const oid = await addGoods(shop.database, 130, "1.00");
      shop.gateway.owed.push(paidEvent(oid, 100), paidEvent(goodsNo(139), 100));
      const page = await shop.site.get(`/plus/dedepay.php?back=${oid}&token=${token(oid)}&payment_id=x&order_no=y`);
      expect(readPage(page)).toContain("支付成功");
      expect(page.body.toString()).toContain(`href="../member/shops_products.php?oid=${oid}"`);
      expect(page.body.toString()).not.toContain("refresh");
      expect(shop.gateway.asked[0]).toMatchObject({ path: "/v1/deliveries", query: `order_no=${oid}` });
      expect(await state(130)).toBe("1");
    });

    it("waits and reloads itself a few times while there is no result, whatever is broken", async () => {
      const buyid = await addTopUp(shop.database, 131, "card");
      const at = (times: number): string => `/plus/dedepay.php?back=${buyid}&token=${token(buyid)}&times=${times}`;
      const page = await shop.site.get(at(3));
      expect(readPage(page)).toContain("正在等待付款结果");
      expect(page.body.toString()).toContain(`content="3;url=?back=${buyid}&amp;token=${token(buyid)}&amp;times=4"`);
      expect(readPage(await shop.site.get(at(20)))).toContain("请勿重复付款");
      shop.gateway.answers.set("/v1/deliveries", { status: 502, body: "" });
      expect(readPage(await shop.site.get(at(0)))).toContain("正在等待付款结果");
      const access = readFileSync(join(shop.site.root, "data/common.inc.php"));
      shop.site.write("data/common.inc.php", "<?php $cfg_dbhost='127.0.0.1:1';");
      const blind = await shop.site.get(at(0));
      shop.site.write("data/common.inc.php", access);
      expect(readPage(blind)).toContain("正在等待付款结果");
    });

    it("tells nothing about an order to somebody without its link (I1)", async () => {
      const oid = await addGoods(shop.database, 132, "1.00", { state: 1 });
      const unknown = await shop.site.get(`/plus/dedepay.php?back=${goodsNo(139)}&token=x`);
      for (const query of [
        `back=${oid}`,
        `back=${oid}&token=${token(topUpNo(1))}`,
        "back[]=1",
        `back=${oid}&token[]=1`,
      ]) {
        const page = await shop.site.get(`/plus/dedepay.php?${query}`);
        expect(page.body).toEqual(unknown.body);
      }
      expect(shop.gateway.asked).toEqual([]);
    });
  });

  describe("visited by the owner", () => {
    it("says that everything is in order, and no version, address or key", async () => {
      const page = await shop.site.get("/plus/dedepay.php");
      expect(readPage(page)).toBe("dedepay 自检 dedepay 自检 一切正常 Everything is in order");
      expect(shop.gateway.asked).toMatchObject([{ path: "/v1/payments", query: "limit=1", signed: true }]);
    });

    it("names each thing that is wrong, and what to do", async () => {
      const usual = readFileSync(join(shop.site.root, "data/dedepay.config.php"), "utf8");
      const access = readFileSync(join(shop.site.root, "data/common.inc.php"));
      const plugin = readFileSync(join(shop.site.root, "include/payment/alipay.php"));
      const settings = (from: string | RegExp, to: string) => (): void =>
        shop.site.write("data/dedepay.config.php", usual.replace(from, to));
      const cases: [string, () => void][] = [
        ["没有填好：dedepay.config.php", settings(/return.*/, "")],
        ["没有填好：gateway, secret, webhook_secret", settings(/return.*/, "return array('key_id' => 'key_12345');")],
        ["没有填好：gateway", settings(shop.gateway.url, "http://pay.example.com")],
        ["没有填好：gateway", settings(shop.gateway.url, "https://user@pay.example.com")],
        ["连不上支付网关", settings(shop.gateway.url, "http://127.0.0.1:1")],
        [
          "网关拒绝了本站的请求：没有 API 密钥",
          () => shop.gateway.answers.set("/v1/payments", { status: 403, body: { detail: "没有 API 密钥" } }),
        ],
        ["网关暂时不能回答", () => shop.gateway.answers.set("/v1/payments", { status: 503, body: "" })],
        ["连不上网站数据库", () => shop.site.write("data/common.inc.php", "<?php $cfg_dbhost='127.0.0.1:1';")],
        ["不支持 sqlite", () => shop.site.write("data/common.inc.php", "<?php $cfg_dbtype='sqlite';")],
        ["升级把原来的插件带了回来", () => shop.site.write("include/payment/alipay.php", "<?php class Alipay {}")],
      ];
      for (const [text, damage] of cases) {
        damage();
        const page = await shop.site.get("/plus/dedepay.php");
        shop.site.write("data/dedepay.config.php", usual);
        shop.site.write("data/common.inc.php", access);
        shop.site.write("include/payment/alipay.php", plugin);
        shop.gateway.answers.clear();
        expect(readPage(page)).toContain(text);
        expect(readPage(page)).not.toContain("一切正常");
      }
    });

    it("takes settings with blanks around them (C3), and answers no webhook without good ones (C2)", async () => {
      const usual = readFileSync(join(shop.site.root, "data/dedepay.config.php"), "utf8");
      shop.site.write("data/dedepay.config.php", `\uFEFF\n${usual.replaceAll(/=> '(.*?)'/g, "=> ' $1\t'")}`);
      const event = paidEvent(await addGoods(shop.database, 140, "1.00"), 100);
      expect(await shop.site.deliver(event)).toBe("200 done");
      shop.site.write("data/dedepay.config.php", usual.replace(siteSecrets.webhook_secret, ""));
      const forged = await shop.site.deliver(event, { secret: "" });
      shop.site.write("data/dedepay.config.php", usual);
      expect(forged).toBe("503 not_configured");
    });
  });

  it("writes nothing into the web root but the moment of its last call to the gateway (I2)", async () => {
    const files = (): string[] => readdirSync(shop.site.root, { recursive: true, encoding: "utf8" }).sort();
    const before = files().filter((name) => name !== "data/dedepay.work");
    await shop.site.deliver(paidEvent(await addGoods(shop.database, 145, "1.00"), 100));
    await shop.site.deliver(paidEvent(await addTopUp(shop.database, 146, "card"), 3000));
    await shop.site.get("/plus/dedepay.php?work");
    expect(files()).toEqual([...before, "data/dedepay.work"].sort());
    expect(readFileSync(join(shop.site.root, "data/dedepay.work"))).toHaveLength(0);
  });

  it("works with the member system closed, without a session, without any file of data/payment/ (L7)", async () => {
    shop.site.write("data/config.cache.inc.php", "<?php $cfg_mb_open='N'; $cfg_basehost=''; $cfg_cmspath='';");
    shop.site.write("data/payment/alipay.php", "<?php exit('gone');");
    const event = paidEvent(await addGoods(shop.database, 150, "1.00"), 100);
    expect(await shop.site.deliver(event)).toBe("200 done");
  });

  it("answers with one word where a file did not arrive or the database is down", async () => {
    const event = paidEvent(await addGoods(shop.database, 160, "1.00"), 100);
    const access = readFileSync(join(shop.site.root, "data/common.inc.php"));
    shop.site.write("data/common.inc.php", "<?php $cfg_dbhost='127.0.0.1:1';");
    expect(await shop.site.deliver(event)).toBe("503 database_unreachable");
    expect((await shop.site.ask("work=1")).answer).toMatchObject({ database: "database_unreachable" });
    shop.site.write("data/common.inc.php", access);
    await shop.database.rows("ALTER TABLE dede_shops_products RENAME TO hidden");
    const broken = await shop.site.deliver(event);
    await shop.database.rows("ALTER TABLE hidden RENAME TO dede_shops_products");
    expect(broken).toBe("503 database_error_1146");
    const load = readFileSync(join(shop.site.root, "include/dedepay/load.php"), "utf8");
    shop.site.write("include/dedepay/load.php", load.replace("'http',", "'http', 'lost',"));
    const halfUploaded = await shop.site.deliver(event);
    shop.site.write("include/dedepay/load.php", load);
    expect(halfUploaded).toBe("503 file_missing");
    expect(await shop.site.deliver(event)).toBe("200 done");
  });
});
