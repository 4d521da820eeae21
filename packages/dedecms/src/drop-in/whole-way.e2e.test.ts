// The whole way with nothing played: PHP, MariaDB, the gateway over HTTP, and the local Alipay.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { send, visit } from "../testing/form-browser.ts";
import { phpHas } from "../testing/php-server.ts";
import { readPage } from "../testing/read-page.ts";
import { shopServerUrl } from "../testing/shop-database.ts";
import { addGoods, addTopUp, goodsNo, stockShop, topUpNo } from "../testing/shop-orders.ts";
import { registerEscrowOnly, type SimTrade, startWholeShop, type WholeShop } from "../testing/whole-shop.ts";

const soon = { timeout: 20_000, interval: 50 };

describe.skipIf(shopServerUrl === undefined || !phpHas("mysqli", "curl"))(
  "from the shop's button to the shop's order (DEDEPAY_TEST_MARIADB_URL, php-mysql, php-curl)",
  () => {
    let shop: WholeShop;
    beforeAll(async () => {
      shop = await startWholeShop({ engine: "MyISAM", charset: "gbk" });
    });
    afterAll(() => shop?.close());
    beforeEach(() => stockShop(shop.database));

    const state = (n: number): Promise<string> =>
      shop.database.text(`SELECT state FROM dede_shops_orders WHERE oid='${goodsNo(n)}'`);
    const untilState = (n: number, expected: string): Promise<void> =>
      vi.waitFor(async () => expect(await state(n)).toBe(expected), soon);
    const tradeOf = async (orderNo: string): Promise<SimTrade | undefined> =>
      (await shop.trades()).find(({ out_trade_no }) => out_trade_no.startsWith(orderNo));
    const payment = (orderNo: string) => shop.gateway.gateway.getPayment({ siteId: shop.siteId, orderNo });
    const incidents = async (): Promise<string[]> =>
      (await shop.gateway.gateway.listIncidents({})).data.map(({ cause }) => cause);

    it("sells goods: the order is paid, and the buyer comes back to the shop's own page", async () => {
      const oid = await addGoods(shop.database, 101, "148.21");
      const done = await shop.payAt(await shop.toCashier(oid));
      await untilState(101, "1");
      const receipt = await visit(done.url.replace("/done", "/return"));
      const back = /href="([^"]*dedepay\.php[^"]*)"/.exec(receipt.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
      expect(back).toContain(`${shop.site.url}/plus/dedepay.php?back=${oid}&token=`);
      expect(readPage(await shop.site.get(back.slice(shop.site.url.length)))).toContain("支付成功");
      expect(await payment(oid)).toMatchObject({ state: "paid", amount_fen: 14_821, metadata: { member: "7" } });
    });

    it("sells a card and an upgrade", async () => {
      await shop.database.rows("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1')");
      const card = await addTopUp(shop.database, 102, "card");
      const rank = await addTopUp(shop.database, 103, "member", { money: 75 });
      for (const buyid of [card, rank]) await shop.payAt(await shop.toCashier(buyid));
      const done = "SELECT COUNT(*) FROM dede_member_operation WHERE sta=2";
      await vi.waitFor(async () => expect(await shop.database.text(done)).toBe("2"), soon);
      expect(await shop.database.text("SELECT oldinfo FROM dede_member_operation ORDER BY aid LIMIT 1")).toMatch(
        /^卡号：C-1 \[dedepay \w{8}\]$/,
      );
      expect(await shop.database.text("SELECT `rank`, exptime, money FROM dede_member")).toBe("50 30 5");
    });

    it("takes new content for an order that was opened before (T1): the old trade is closed, the new one is paid", async () => {
      const oid = await addGoods(shop.database, 104, "900.21");
      const old = await shop.toCashier(oid);
      await shop.database.rows(
        `UPDATE dede_shops_orders SET price=7.01, priceCount=7.01 WHERE oid='${oid}';
         UPDATE dede_shops_products SET price=7.01 WHERE oid='${oid}'`,
      );
      const cashier = await shop.toCashier(oid);
      await shop.payAt(old).catch(() => undefined);
      expect(await state(104)).toBe("0");
      await shop.payAt(cashier);
      await untilState(104, "1");
      const { attempts } = await payment(oid);
      expect(attempts.map((attempt) => attempt.state)).toEqual(["closed_at_alipay", "paid"]);
    });

    it("leaves a payment without its order to a person (L1): nothing is handed out, nothing is lost", async () => {
      const buyid = await addTopUp(shop.database, 105, "card");
      const cashier = await shop.toCashier(buyid);
      await shop.database.rows(`DELETE FROM dede_member_operation WHERE buyid='${buyid}'`);
      await shop.payAt(cashier);
      await vi.waitFor(async () => expect(await incidents()).toContain("order-missing-when-paid"), soon);
      const { id } = await payment(buyid);
      expect((await shop.gateway.gateway.inspectPayment(id)).deliveries).toMatchObject([{ status: "parked" }]);
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("0");
    });

    it("fetches what the gateway could not push", async () => {
      const settings = "data/dedepay.config.php";
      const usual = readFileSync(join(shop.site.root, settings), "utf8");
      const oid = await addGoods(shop.database, 106, "1.00");
      const cashier = await shop.toCashier(oid);
      shop.site.write(settings, usual.replace(/'webhook_secret' => '\w+'/, "'webhook_secret' => 'another-secret'"));
      await shop.payAt(cashier);
      const { id } = await payment(oid);
      const tries = async (): Promise<number> =>
        (await shop.gateway.gateway.inspectPayment(id)).deliveries[0]?.attempts.length ?? 0;
      await vi.waitFor(async () => expect(await tries()).toBeGreaterThan(0), soon);
      const answer = await shop.site.get("/plus/dedepay.php?work");
      shop.site.write(settings, usual);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ fetched: 1, done: 1, refused: 0 });
      expect(await state(106)).toBe("1");
      expect((await shop.gateway.gateway.inspectPayment(id)).deliveries).toMatchObject([{ status: "done" }]);
    });

    it("ships escrow goods at Alipay once the owner has marked them", async () => {
      const settings = "data/dedepay.config.php";
      const usual = readFileSync(join(shop.site.root, settings), "utf8");
      const account = await registerEscrowOnly(shop);
      shop.site.write(settings, usual.replace("return array(", `return array('account' => '${account}', `));
      const oid = await addGoods(shop.database, 107, "10.00");
      await shop.payAt(await shop.toCashier(oid));
      shop.site.write(settings, usual);
      await untilState(107, "1");
      const check = () => shop.gateway.gateway.checkSite({ siteId: shop.siteId, requestId: "req_c" });
      expect(await check()).toMatchObject({ error: null, answer: { plugin: "ours", database: "ok" } });
      expect((await tradeOf(oid))?.status).toBe("WAIT_SELLER_SEND_GOODS");
      await shop.database.rows(`UPDATE dede_shops_orders SET state=2 WHERE oid='${oid}'`);
      await check();
      expect((await tradeOf(oid))?.status).toBe("WAIT_BUYER_CONFIRM_GOODS");
      const outTradeNo = (await tradeOf(oid))?.out_trade_no ?? "";
      await shop.act(outTradeNo, { action: "confirm" });
      await vi.waitFor(async () => expect(await payment(oid)).toMatchObject({ state: "finished" }), soon);
      const { id } = await payment(oid);
      const told = async (): Promise<string[]> =>
        (await shop.gateway.gateway.inspectPayment(id)).deliveries.map(({ type, status }) => `${type} ${status}`);
      await vi.waitFor(
        async () =>
          expect(await told()).toEqual([
            "payment.escrow_paid done",
            "payment.escrow_shipped done",
            "payment.paid done",
            "payment.finished done",
          ]),
        soon,
      );
      expect(await state(107)).toBe("2");
    });

    it("writes a refund into the order's text", async () => {
      const oid = await addGoods(shop.database, 108, "10.00");
      await shop.payAt(await shop.toCashier(oid));
      await untilState(108, "1");
      const { id } = await payment(oid);
      await shop.gateway.gateway.requestRefund({
        siteId: shop.siteId,
        paymentId: id,
        amountFen: 250n,
        actor: "owner",
        requestId: "req_r",
      });
      const text = "SELECT des FROM dede_shops_userinfo";
      await vi.waitFor(async () => expect(await shop.database.text(text)).toContain("[支付宝已退款 2.50 #"), soon);
      expect(await state(108)).toBe("1");
    });

    describe("for a payment that the stock plugin began", () => {
      it("answers Alipay's notification at the old address with success, and the order is paid", async () => {
        const oid = await addGoods(shop.database, 110, "148.21");
        const cashier = await visit(await shop.stockAddress(oid, "148.21"));
        await send(cashier, "/pay");
        await untilState(110, "1");
        expect(await payment(oid)).toMatchObject({ state: "paid", metadata: { adopted: "yes" } });
        await vi.waitFor(async () => {
          const notifications = (await tradeOf(oid))?.notifications ?? [];
          expect(notifications.at(-1)?.attempts).toMatchObject([{ acknowledged: true }]);
        }, soon);
      });

      it("asks for it anew under another number where it was not paid, and the old link is dead", async () => {
        const oid = await addGoods(shop.database, 111, "20.00");
        const old = await visit(await shop.stockAddress(oid, "20.00"));
        await shop.gateway.gateway.adoptOrder({
          siteId: shop.siteId,
          orderNo: oid,
          amountFen: 2000n,
          goods: "physical",
          requestId: "req_a",
        });
        const cashier = await shop.toCashier(oid);
        await send(old, "/pay").catch(() => undefined);
        expect(await state(111)).toBe("0");
        await shop.payAt(cashier);
        await untilState(111, "1");
        const numbers = (await payment(oid)).attempts.map(({ out_trade_no, state: at }) => `${out_trade_no} ${at}`);
        expect(numbers).toEqual([`${oid} closed_at_alipay`, expect.stringMatching(/_\w{7} paid$/)]);
      });

      it("settles a top-up once when its notification and Alipay's answer to a question come together", async () => {
        const buyid = await addTopUp(shop.database, 112, "card");
        const cashier = await visit(await shop.stockAddress(buyid, "30"));
        const about = {
          siteId: shop.siteId,
          orderNo: buyid,
          amountFen: 3000n,
          goods: "virtual",
          requestId: "r",
        } as const;
        await Promise.all([send(cashier, "/pay"), shop.gateway.gateway.adoptOrder(about)]);
        const done = `SELECT sta FROM dede_member_operation WHERE buyid='${topUpNo(112)}'`;
        await vi.waitFor(async () => expect(await shop.database.text(done)).toBe("2"), soon);
        expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
      });
    });

    it("finds everything in order from the shop's side", async () => {
      expect(readPage(await shop.site.get("/plus/dedepay.php"))).toContain("一切正常");
    });
  },
);
