// Alipay's notification and the buyer who comes back at the same moment, over the whole way with nothing played: PHP shows
// the button, Alipay is local, the gateway books once and gives once in the shop's tables.

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { visit } from "../testing/form-browser.ts";
import { inLanes } from "../testing/in-lanes.ts";
import { phpShopIsPossible, phpShopNeeds } from "../testing/php-shop.ts";
import { stockShop } from "../testing/shop-orders.ts";
import { startWholeShop, type WholeShop } from "../testing/whole-shop.ts";

const soak = process.env["DEDEPAY_SOAK"] === "1";
const pairs = soak ? 1000 : 10;
const lanes = 6;
const members = [11, 12, 13];
const memberOf = (index: number): number => members[index % members.length] ?? 0;
const ordersOf = (member: number): number =>
  Array.from({ length: pairs }, (_, index) => memberOf(index)).filter((one) => one === member).length;
/** So that now the one is first and now the other: a question to Alipay, for a buyer who is back, takes some milliseconds. */
const noticesLateMs = [1, 30, 80, 200, 600];
const yuanOf = (index: number): number => 30 + (index % noticesLateMs.length);
const patient = { timeout: 60_000, interval: 100 };

/** The order of MyISAM's table locks is the harder one; a long run has both. */
const engines = [["MyISAM", "gbk"] as const, ["InnoDB", "utf8"] as const].slice(0, soak ? 2 : 1);

describe.skipIf(!phpShopIsPossible).each(engines)(
  `a notification and a return at once, on %s in %s (${phpShopNeeds})`,
  (engine, charset) => {
    let shop: WholeShop;
    let series = 0;
    beforeAll(async () => {
      shop = await startWholeShop({ engine, charset, way: "database" });
      for (const [step, ms] of noticesLateMs.entries()) {
        const rule = { match: { amount_fen: 100 * yuanOf(step) }, effect: { kind: "delay_notice", ms } };
        const json = { "content-type": "application/json" };
        const url = `${shop.simulator.url}/sim/rules`;
        const made = await fetch(url, { method: "POST", headers: json, body: JSON.stringify(rule) });
        expect(made.status).toBe(201);
      }
    });
    afterAll(() => shop?.close());
    beforeEach(async () => {
      series += 1;
      await stockShop(shop.database);
      await shop.database.rows(members.map((mid) => `INSERT INTO dede_member (mid) VALUES (${mid});`).join(""));
    });

    const buyid = (index: number): string => `M${memberOf(index)}T${1_795_373_629 + series * 10_000 + index}RN593`;

    async function order(product: "card" | "member"): Promise<void> {
      const type = product === "member" ? 2 : 1;
      const rows = Array.from({ length: pairs }, (_, index) => index).map(
        (index) => `('${buyid(index)}', '${product}', ${yuanOf(index)}, ${type}, ${memberOf(index)})`,
      );
      await shop.database.rows(
        `INSERT INTO dede_member_operation (buyid, product, money, pid, mid) VALUES ${rows.join(", ")}`,
      );
    }

    /** Each buyer pays and is back before the notification has been answered, twice: some load the page again. */
    async function buyAll(): Promise<void> {
      const orderNos = Array.from({ length: pairs }, (_, index) => buyid(index));
      await inLanes(orderNos, lanes, async (orderNo) => {
        const { url } = await shop.payAt(await shop.toCashier(orderNo));
        const back = url.replace("/done", "/return");
        await Promise.all([visit(back), visit(back)]);
      });
    }

    async function expectEachDoneOnce(): Promise<void> {
      const done = "SELECT COUNT(*) FROM dede_member_operation WHERE sta=2 AND oldinfo LIKE '%[dedepay %]'";
      await vi.waitFor(async () => expect(await shop.database.text(done)).toBe(String(pairs)), patient);
      const settledBy: Record<string, number> = {};
      for (let index = 0; index < pairs; index += 1) {
        const { id } = await shop.gateway.gateway.getPayment({ siteId: shop.siteId, orderNo: buyid(index) });
        const { events, deliveries } = await shop.gateway.gateway.inspectPayment(id);
        const paid = events.filter(({ type }) => type === "payment.paid");
        expect([paid.length, deliveries.filter(({ type }) => type === "payment.paid").length]).toEqual([1, 1]);
        const source = paid[0]?.source ?? "";
        settledBy[source] = (settledBy[source] ?? 0) + 1;
      }
      process.stderr.write(`${pairs} pairs on ${engine}, settled by ${JSON.stringify(settledBy)}\n`);
    }

    it("credit each top-up once", async () => {
      await order("card");
      await buyAll();
      await expectEachDoneOnce();
      const credited = await shop.database.text("SELECT money FROM dede_member WHERE mid>7 ORDER BY mid");
      expect(credited.split("\n")).toEqual(members.map((mid) => String(100 * ordersOf(mid))));
    });

    it("sell each card once", async () => {
      await order("card");
      const cards = Array.from({ length: pairs }, (_, index) => `(1, 'C-${index}')`).join(", ");
      await shop.database.rows(`INSERT INTO dede_moneycard_record (ctid, cardid) VALUES ${cards}`);
      await buyAll();
      await expectEachDoneOnce();
      const handed = `SELECT COUNT(DISTINCT r.cardid), COUNT(DISTINCT o.buyid) FROM dede_moneycard_record r, dede_member_operation o
      WHERE r.isexp=1 AND o.mid=r.uid AND o.oldinfo LIKE CONCAT('卡号：', r.cardid, ' [dedepay %')`;
      expect(await shop.database.text(handed)).toBe(`${pairs} ${pairs}`);
      expect(await shop.database.text("SELECT SUM(money) FROM dede_member")).toBe("0");
    });

    it("give each rank once", async () => {
      await order("member");
      await buyAll();
      await expectEachDoneOnce();
      const upgraded = await shop.database.text(
        "SELECT `rank`, exptime, money, scores FROM dede_member WHERE mid>7 ORDER BY mid",
      );
      const each = (n: number): string => `50 ${Math.min(32_767, 30 * n)} ${5 * n} ${7 * n}`;
      expect(upgraded.split("\n")).toEqual(members.map((mid) => each(ordersOf(mid))));
    });
  },
);
