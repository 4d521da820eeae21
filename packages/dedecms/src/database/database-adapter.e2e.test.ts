// The adapter as the gateway uses it, on real tables: deliveries, orders read by either way, repairs, and a look at the way in.
import type { AdapterSite, SiteDelivery, SiteOrdersPage, SiteOrdersQuestion } from "@dedepay/gateway";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openShop } from "../platform/open-shop.ts";
import { askAll, askPhp } from "../testing/order-pages.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { addGoods, addTopUp, goodsNo, paidEvent, stockShop, topUpNo } from "../testing/shop-orders.ts";
import { shopSettings } from "../testing/shop-settings.ts";
import { databaseAdapter } from "./database-adapter.ts";
import type { ShopSettings } from "./shop-settings.ts";

const forgetful = { note: () => Promise.resolve() };
const adapter = databaseAdapter({ open: openShop, nowMs: Date.now });

function deliveryOf(event: { id: string }, earlierTries: SiteDelivery["earlierTries"] = []): SiteDelivery {
  const { type, payment } = event as unknown as SiteDelivery;
  return { id: event.id, type, payment, body: JSON.stringify(event), createdAtMs: Date.now(), earlierTries };
}

describe.skipIf(!phpShopIsPossible).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "utf8"],
] as const)(`the database adapter on %s in %s (${phpShopNeeds})`, (engine, charset) => {
  const shop = usePhpShop({ engine, charset });
  let site: AdapterSite & { settings: ShopSettings };
  beforeAll(() => {
    site = { id: "site_1", name: "织梦商店", settings: shopSettings(shop.database) };
  });
  beforeEach(() => stockShop(shop.database));
  const deliver = (event: { id: string }, earlier?: SiteDelivery["earlierTries"]) =>
    adapter.deliver(deliveryOf(event, earlier), site, forgetful);

  describe("delivering", () => {
    it("keeps what was handed out as a receipt, without a card number", async () => {
      await shop.database.rows("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'SECRET-1')");
      const goods = await addGoods(shop.database, 101, "148.21");
      const [card, gold] = [await addTopUp(shop.database, 102, "card"), await addTopUp(shop.database, 103, "card")];
      const rank = await addTopUp(shop.database, 104, "member");
      const receipts = [];
      for (const [orderNo, fen] of [
        [goods, 14_821],
        [card, 3000],
        [gold, 3000],
        [rank, 3000],
        [rank, 3000],
      ] as const) {
        const outcome = await deliver(paidEvent(orderNo, fen));
        receipts.push(outcome.kind === "acknowledged" ? outcome.receipt : outcome);
      }
      expect(JSON.stringify(receipts)).not.toContain("SECRET");
      expect(receipts).toEqual([
        { outcome: "done", order_no: goods, kind: "goods", what: "goods" },
        { outcome: "done", order_no: card, kind: "member", what: "card", card: expect.any(Number) },
        { outcome: "done", order_no: gold, kind: "member", what: "gold", gold: 100 },
        { outcome: "done", order_no: rank, kind: "member", what: "rank", rank: 50, days: 30 },
        { outcome: "already_done", order_no: rank, kind: "member" },
      ]);
    });

    it("leaves an order that is gone to a person, in the words that the owner knows from the webhook", async () => {
      expect(await deliver(paidEvent(goodsNo(101), 100))).toMatchObject({
        kind: "needs_person",
        why: "order_missing",
        cause: "order-missing-when-paid",
        explanation: { zh: expect.stringContaining("没有这张订单") },
      });
    });

    it("tries again while the database does not answer, and says why", async () => {
      const elsewhere = { ...site, settings: { ...site.settings, port: 1 } };
      const event = paidEvent(await addGoods(shop.database, 101, "1.00"), 100);
      expect(await adapter.deliver(deliveryOf(event), elsewhere, forgetful)).toEqual({
        kind: "retry",
        why: "database_unreachable:ECONNREFUSED",
      });
      const denied = { ...site, settings: { ...site.settings, user: "nobody", password: "secret" } };
      expect(await adapter.deliver(deliveryOf(event), denied, forgetful)).toMatchObject({
        kind: "retry",
        why: "database_denied:ER_ACCESS_DENIED_ERROR",
      });
    });

    it("knows from the kept answer how an earlier try broke", async () => {
      const buyid = await addTopUp(shop.database, 101, "card");
      const columns = { gold: 0, rank: 10, uptime: 0, exptime: 0, scores: 0, settled: 0 };
      const interruption = {
        what: "gold",
        before: columns,
        after: { ...columns, gold: 100 },
        info: "+100 [dedepay 12345678]",
      };
      const excerpt = JSON.stringify({ outcome: "interrupted", interruption });
      await shop.database.rows("UPDATE dede_member SET money=100");
      const broken = [{ why: "interrupted", httpStatus: null, excerpt }];
      expect(await deliver(paidEvent(buyid, 3000), broken)).toMatchObject({ kind: "acknowledged" });
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
    });
  });

  describe("reading orders", () => {
    const byGateway = (question: SiteOrdersQuestion): Promise<SiteOrdersPage> =>
      adapter.readOrders?.(question, site) ?? Promise.reject(new Error("can't read"));

    it("tells of each order what a comparison needs, and of no card its number", async () => {
      await shop.database.rows(
        "INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'SECRET-1'), (1, 'SECRET-2'), (1, 'SECRET-3')",
      );
      await addGoods(shop.database, 101, "150037.21", { state: 2 });
      await addGoods(shop.database, 102, "7.01", { sum: "888.00" });
      await addGoods(shop.database, 103, "1.00");
      await addGoods(shop.database, 103, "2.00");
      const paymentId = "pay_12345678";
      await deliver(paidEvent(await addTopUp(shop.database, 593, "card"), 3000, { paymentId }));
      await deliver(paidEvent(await addTopUp(shop.database, 594, "card"), 3000, { paymentId }));
      await addTopUp(shop.database, 595, "member", { sta: 2 });
      await addTopUp(shop.database, 596, "archive", { sta: 2 });
      await shop.database.rows(
        "UPDATE dede_moneycard_record SET isexp=0 WHERE cardid='SECRET-1'; UPDATE dede_moneycard_record SET isexp=1, uid=9, utime=5 WHERE cardid='SECRET-3'",
      );
      const answers = await askAll(byGateway);
      expect(answers).toEqual(await askAll((question) => askPhp(shop.site, question)));
      expect(JSON.stringify(answers)).not.toContain("SECRET");
      const [first, , none, member, cards, named] = answers as Awaited<
        ReturnType<typeof adapter.readOrders & object>
      >[];
      expect(first).toMatchObject({
        alipay_paytype: 3,
        next: goodsNo(102),
        orders: [
          { order_no: goodsNo(101), rows: 1, state: 2, settled: true, shipped: true, consistent: true, paytype: 3 },
          { order_no: goodsNo(102), consistent: false, settled: false, amount_fen: 701 },
        ],
      });
      expect(none?.orders).toEqual([]);
      expect(member?.orders).toMatchObject([
        { order_no: topUpNo(593), settled: true, mark: "12345678", gave: "card", card: "in_stock", member: null },
        { order_no: topUpNo(594), settled: true, mark: "12345678", gave: "card", card: "sold" },
        { order_no: topUpNo(595), product: "member", settled: true, mark: null, gave: null },
      ]);
      expect(cards?.cards).toEqual([{ card: expect.any(Number), member: 9, sold_at_s: 5 }]);
      expect(named?.orders).toMatchObject([
        { order_no: goodsNo(101), carrier: "顺丰速运" },
        { order_no: topUpNo(593), member: { gold: 0, rank: 10 } },
        { order_no: topUpNo(594) },
      ]);
    });
  });

  describe("repairing", () => {
    const repair = (orderNo: string, kind: string, detail: unknown = null) =>
      adapter.repairOrder?.({ orderNo, kind, detail }, site);

    it("gives what an order is marked with, once, and not where the member has changed", async () => {
      const buyid = await addTopUp(shop.database, 101, "card", { sta: 2 });
      await shop.database.rows("UPDATE dede_member_operation SET oldinfo='+100 [dedepay 12345678]'");
      const before = { gold: 0, rank: 10, uptime: 0, exptime: 0, scores: 0, settled: 0 };
      const detail = { what: "gold", before, after: { ...before, gold: 100 }, info: "+100 [dedepay 12345678]" };
      expect(await repair(buyid, "give", detail)).toEqual({ changed: true, outcome: "given" });
      expect(await repair(buyid, "give", detail)).toEqual({ changed: false, outcome: "changed_meanwhile" });
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
    });

    it("takes a named card out of the stock, and marks goods that nobody paid as unpaid", async () => {
      await shop.database.rows("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1')");
      const buyid = await addTopUp(shop.database, 101, "card");
      await deliver(paidEvent(buyid, 3000));
      await shop.database.rows("UPDATE dede_moneycard_record SET isexp=0, uid=0");
      expect(await repair(buyid, "take_card")).toMatchObject({ changed: true });
      expect(await repair(buyid, "take_card")).toMatchObject({ changed: false });
      expect(await shop.database.text("SELECT uid, isexp FROM dede_moneycard_record")).toBe("7 1");
      const paid = await addGoods(shop.database, 102, "1.00", { state: 1 });
      const shipped = await addGoods(shop.database, 103, "1.00", { state: 2 });
      expect(await repair(paid, "unmark_goods")).toMatchObject({ changed: true });
      expect(await repair(shipped, "unmark_goods")).toMatchObject({ changed: false });
      expect(await repair(paid, "drop")).toEqual({ changed: false, outcome: "repair_unknown" });
      expect(await shop.database.text("SELECT state FROM dede_shops_orders ORDER BY oid")).toBe("0\n2");
    });
  });

  describe("examining", () => {
    const examine = async (settings: Partial<ShopSettings> = {}): Promise<string[]> =>
      ((await adapter.examine?.({ ...site, settings: { ...site.settings, ...settings } })) ?? []).map(
        ({ severity, word }) => `${severity} ${word}`,
      );

    it("finds a way in that works, and tells of tables which are not crash-safe", async () => {
      expect(await examine()).toEqual(engine === "MyISAM" ? ["note not_transactional"] : []);
      expect(await shop.database.text("SELECT COUNT(*) FROM dede_member")).toBe("1");
    });

    it("says what is wrong: nobody there, no entry, another prefix, a user who may only read, another charset", async () => {
      expect(await examine({ port: 1 })).toEqual(["broken unreachable"]);
      expect(await examine({ user: "nobody", password: "x" })).toEqual(["broken denied"]);
      expect(await examine({ prefix: "other_" })).toEqual(["broken tables_missing"]);
      const reader = `reader_${process.pid}_${engine.toLowerCase()}`;
      await shop.database.rows(`CREATE USER ${reader}; GRANT SELECT ON ${shop.database.name}.* TO ${reader}`);
      expect(await examine({ user: reader })).toContain("broken not_writable");
      await shop.database.rows(`DROP USER ${reader}`);
      expect(await examine({ charset: charset === "gbk" ? "utf8" : "gbk" })).toContain("warning charset_differs");
    });
  });
});
