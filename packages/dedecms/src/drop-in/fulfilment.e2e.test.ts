import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { phpFlags, testdata } from "../testing/php-server.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { addGoods, addTopUp, goodsNo, nowSeconds, paidEvent, stockShop, topUpNo } from "../testing/shop-orders.ts";

describe.skipIf(!phpShopIsPossible).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "gbk"],
  ["MyISAM", "utf8"],
  ["InnoDB", "utf8"],
] as const)(`the webhook on %s in %s (${phpShopNeeds})`, (engine, charset) => {
  const shop = usePhpShop({ engine, charset });
  beforeEach(() => stockShop(shop.database));

  const state = (n: number): Promise<string> =>
    shop.database.text(`SELECT state FROM dede_shops_orders WHERE oid='${goodsNo(n)}'`);
  const operation = (n: number): Promise<string> =>
    shop.database.text(`SELECT sta, oldinfo FROM dede_member_operation WHERE buyid='${topUpNo(n)}'`);
  const member = (): Promise<string> =>
    shop.database.text("SELECT `rank`, exptime, money, scores FROM dede_member WHERE mid=7");

  describe("with a goods order", () => {
    it("marks it as paid once, first by escrow and then by money", async () => {
      const oid = await addGoods(shop.database, 101, "148.21");
      expect(await shop.site.deliver(paidEvent(oid, 14_821, { type: "payment.escrow_paid" }))).toBe("200 done");
      const paid = paidEvent(oid, 14_821, { earlier: ["payment.escrow_paid"] });
      expect(await shop.site.deliver(paid)).toBe("200 already_done");
      expect(await state(101)).toBe("1");
    });

    it("takes the float image of a total (L4), and refuses every other amount", async () => {
      for (const [n, total, fen, answer] of [
        [110, "150037.21", 15_003_721, "200 done"],
        [111, "150037.21", 15_003_719, "200 done"],
        [112, "150037.21", 15_003_717, "409 amount_differs"],
        [113, "7.01", 700, "409 amount_differs"],
      ] as const) {
        expect(await shop.site.deliver(paidEvent(await addGoods(shop.database, n, total), fen))).toBe(answer);
      }
      expect(await state(113)).toBe("0");
    });

    it("refuses a cheap total over expensive goods (V2), a missing order (L3) and a doubled one (T4, L8, D5)", async () => {
      const cheap = await addGoods(shop.database, 120, "7.01", { sum: "888.00" });
      await addGoods(shop.database, 121, "80.21");
      const doubled = await addGoods(shop.database, 121, "900.21");
      expect(await shop.site.deliver(paidEvent(cheap, 701))).toBe("409 goods_differ_from_total");
      expect(await shop.site.deliver(paidEvent(doubled, 8021))).toBe("409 order_doubled");
      expect(await shop.site.deliver(paidEvent(goodsNo(199), 100))).toBe("409 order_missing");
      expect(await shop.database.text("SELECT SUM(state) FROM dede_shops_orders")).toBe("0");
    });

    it("gives nothing for a deleted order that came back under its number (V4)", async () => {
      const soldMs = Date.now() - 3 * 86_400_000;
      const oid = await addGoods(shop.database, 130, "100.00");
      const paid = paidEvent(oid, 10_000, { paidAt: new Date(soldMs) });
      expect(await shop.site.deliver(paid)).toBe("409 order_newer_than_payment");
      const confirmed = paidEvent(oid, 10_000, { earlier: ["payment.escrow_paid"] });
      expect(await shop.site.deliver(confirmed)).toBe("409 order_reset_after_payment");
      const finished = paidEvent(oid, 10_000, { type: "payment.finished", paidAt: new Date(soldMs) });
      expect(await shop.site.deliver(finished)).toBe("200 noted");
      expect(await state(130)).toBe("0");
    });

    it("asks a person where somebody closed the order before any money (V5), but not where the stock plugin did", async () => {
      const oid = await addGoods(shop.database, 140, "100.00", { state: 4 });
      expect(await shop.site.deliver(paidEvent(oid, 10_000))).toBe("409 finished_before_payment");
      expect(await shop.site.deliver(paidEvent(oid, 10_000, { metadata: { adopted: "yes" } }))).toBe(
        "200 already_done",
      );
      const marked = await addGoods(shop.database, 141, "100.00", { state: 1 });
      expect(await shop.site.deliver(paidEvent(marked, 10_000))).toBe("200 already_done");
      expect(await state(140)).toBe("4");
    });

    it("writes refunds and closed trades into the order's text once, and touches no state", async () => {
      const oid = await addGoods(shop.database, 150, "100.00", { state: 2 });
      const refund = { type: "payment.refunded", paymentId: "pay_12345678" };
      expect(await shop.site.deliver(paidEvent(oid, 10_000, { ...refund, refundedFen: 1234 }))).toBe(
        "200 written_down",
      );
      expect(await shop.site.deliver(paidEvent(oid, 10_000, { ...refund, refundedFen: 1234 }))).toBe("200 noted");
      expect(await shop.site.deliver(paidEvent(oid, 10_000, { ...refund, refundedFen: 10_000 }))).toBe(
        "200 written_down",
      );
      expect(await shop.site.deliver(paidEvent(oid, 10_000, { ...refund, type: "payment.closed" }))).toBe(
        "200 written_down",
      );
      expect(await shop.database.text("SELECT des FROM dede_shops_userinfo")).toBe(
        "请放门口 [支付宝已退款 12.34 #12345678] [支付宝已退款 100.00 #12345678] [支付宝交易已关闭 #12345678]",
      );
      expect(await state(150)).toBe("2");
    });
  });

  describe("with a top-up", () => {
    it("hands out each card once, then gold, and nothing while the money is in escrow (D2, D4)", async () => {
      await shop.database.rows(
        "INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1'), (1, 'C-2'), (2, 'C-3')",
      );
      const numbers = [201, 202, 203, 204];
      for (const n of numbers) await addTopUp(shop.database, n, "card");
      const escrow = { type: "payment.escrow_paid" };
      expect(await shop.site.deliver(paidEvent(topUpNo(201), 3000, escrow))).toBe("200 noted");
      expect(await shop.database.text("SELECT COUNT(*) FROM dede_moneycard_record WHERE isexp=1")).toBe("0");
      const twice = [...numbers, ...numbers].map((n) => shop.site.deliver(paidEvent(topUpNo(n), 3000)));
      expect((await Promise.all(twice)).sort()).toEqual([
        ...Array<string>(4).fill("200 already_done"),
        ...Array<string>(4).fill("200 done"),
      ]);
      const texts = await shop.database.text("SELECT oldinfo FROM dede_member_operation ORDER BY oldinfo");
      expect(texts.replaceAll(/ \[dedepay \w{8}\]/g, "").split("\n")).toEqual([
        "+100",
        "+100",
        "卡号：C-1",
        "卡号：C-2",
      ]);
      expect(await shop.database.text("SELECT cardid, uid, isexp FROM dede_moneycard_record ORDER BY aid")).toBe(
        "C-1 7 1\nC-2 7 1\nC-3 0 0",
      );
      expect(await member()).toBe("10 0 200 0");
    });

    it("gives the gold that was ordered, whatever the type is called or worth by now (D6)", async () => {
      const buyid = await addTopUp(shop.database, 210, "card");
      await shop.database.rows("UPDATE dede_moneycard_type SET num=1, pname='改名'");
      expect(await shop.site.deliver(paidEvent(buyid, 3000, { metadata: { gold: "100" } }))).toBe("200 done");
      expect(await member()).toBe("10 0 100 0");
    });

    it("takes the administrator's mark `paid` for no fulfilment (D3), his mark `done` for somebody else's", async () => {
      const marked = await addTopUp(shop.database, 220, "card", { sta: 1 });
      expect(await shop.site.deliver(paidEvent(marked, 3000))).toBe("200 done");
      const closed = await addTopUp(shop.database, 221, "card", { sta: 2 });
      expect(await shop.site.deliver(paidEvent(closed, 3000))).toBe("409 closed_without_fulfilment");
      expect(await member()).toBe("10 0 100 0");
    });

    it("leaves to a person what the stock plugin left half done, and believes what it finished", async () => {
      const adopted = { metadata: { adopted: "yes" } };
      const half = await addTopUp(shop.database, 230, "card", { sta: 1 });
      expect(await shop.site.deliver(paidEvent(half, 3000, adopted))).toBe("409 half_done_before_changeover");
      const done = await addTopUp(shop.database, 231, "card", { sta: 2 });
      expect(await shop.site.deliver(paidEvent(done, 3000, adopted))).toBe("200 already_done");
      const open = await addTopUp(shop.database, 232, "card");
      expect(await shop.site.deliver(paidEvent(open, 3000, adopted))).toBe("200 done");
      expect(await member()).toBe("10 0 100 0");
    });

    it("parks what can't be fulfilled: no row (L1), two rows (D7), no type, no member, no room, a reused row (L2)", async () => {
      const cases: [string, () => Promise<unknown>][] = [
        ["409 order_missing", async () => undefined],
        [
          "409 order_doubled",
          async () => [await addTopUp(shop.database, 240, "card"), await addTopUp(shop.database, 240, "card")],
        ],
        ["409 product_unknown", () => addTopUp(shop.database, 240, "archive")],
        ["409 amount_differs", () => addTopUp(shop.database, 240, "card", { money: 75 })],
        ["409 member_missing", () => addTopUp(shop.database, 240, "card", { member: 8 })],
        ["409 member_missing", () => addTopUp(shop.database, 240, "member", { member: 8 })],
        ["409 order_newer_than_payment", () => addTopUp(shop.database, 240, "card", { created: nowSeconds() + 900 })],
        [
          "409 gold_would_overflow",
          async () => [
            await addTopUp(shop.database, 240, "card"),
            await shop.database.rows("UPDATE dede_member SET money=16777200"),
          ],
        ],
        [
          "409 card_type_missing",
          async () => [
            await addTopUp(shop.database, 240, "card"),
            await shop.database.rows("DELETE FROM dede_moneycard_type"),
          ],
        ],
      ];
      for (const [answer, prepare] of cases) {
        await stockShop(shop.database);
        await prepare();
        const before = await shop.database.rows("SELECT * FROM dede_member");
        expect(await shop.site.deliver(paidEvent(topUpNo(240), 3000))).toBe(answer);
        expect(await shop.database.rows("SELECT * FROM dede_member")).toEqual(before);
        expect(await shop.database.text("SELECT MAX(sta) FROM dede_member_operation")).toMatch(/^0?$/);
      }
    });

    it("keeps refunds in the order's text, beside what was handed out", async () => {
      const buyid = await addTopUp(shop.database, 250, "card");
      const about = { paymentId: "pay_12345678" };
      expect(await shop.site.deliver(paidEvent(buyid, 3000, about))).toBe("200 done");
      const refund = { ...about, type: "payment.refunded", refundedFen: 3000 };
      expect(await shop.site.deliver(paidEvent(buyid, 3000, refund))).toBe("200 written_down");
      expect(await shop.site.deliver(paidEvent(buyid, 3000, about))).toBe("200 already_done");
      expect(await operation(250)).toBe("2 +100 [dedepay 12345678] [支付宝已退款 30.00 #12345678]");
      expect(await member()).toBe("10 0 100 0");
    });
  });

  describe("with an upgrade", () => {
    it("adds the days that are left, once, however many webhooks come together", async () => {
      await shop.database.rows("UPDATE dede_member SET exptime=10, uptime=UNIX_TIMESTAMP()-86400*4-60");
      for (const n of [301, 302]) await addTopUp(shop.database, n, "member");
      const answers = await Promise.all(
        [301, 301, 302, 302].map((n) => shop.site.deliver(paidEvent(topUpNo(n), 3000))),
      );
      expect(answers.filter((answer) => answer === "200 done")).toHaveLength(2);
      // 10 - 4 days left, and two months bought.
      expect(await member()).toBe("50 66 10 14");
    });

    it("never takes a better rank away that still runs (D8), and fills the column to its end and not over it", async () => {
      await shop.database.rows("UPDATE dede_member SET `rank`=100, exptime=10, uptime=UNIX_TIMESTAMP()");
      expect(await shop.site.deliver(paidEvent(await addTopUp(shop.database, 310, "member"), 3000))).toBe(
        "409 rank_would_fall",
      );
      await shop.database.rows("UPDATE dede_member SET uptime=UNIX_TIMESTAMP()-86400*11");
      expect(await shop.site.deliver(paidEvent(topUpNo(310), 3000))).toBe("200 done");
      expect(await member()).toBe("50 30 5 7");
      await shop.database.rows("UPDATE dede_member_type SET exptime=32767");
      expect(await shop.site.deliver(paidEvent(await addTopUp(shop.database, 311, "member"), 3000))).toBe("200 done");
      expect(await member()).toBe("50 32767 10 14");
    });
  });

  it("gives nothing to a webhook which read the order before another one settled it", async () => {
    const late = async (them: object[]): Promise<string> => {
      const script = [join(testdata, "late-racer.php"), shop.site.root, JSON.stringify(them)];
      return (await promisify(execFile)("php", [...phpFlags(["mysqli"]), ...script])).stdout;
    };
    const world = async (): Promise<unknown[]> => [
      await shop.database.rows("SELECT * FROM dede_member"),
      await shop.database.rows("SELECT isexp, uid FROM dede_moneycard_record"),
      await shop.database.rows("SELECT * FROM dede_shops_orders"),
    ];
    const events = [
      paidEvent(await addTopUp(shop.database, 501, "card"), 3000),
      paidEvent(await addTopUp(shop.database, 502, "member"), 3000),
      paidEvent(await addGoods(shop.database, 503, "1.00"), 100),
    ];
    for (const event of events) expect(await shop.site.deliver(event)).toBe("200 done");
    await shop.database.rows("UPDATE dede_shops_orders SET state=2");
    // The first round finds no card in stock and would credit gold, the second finds one.
    for (const stock of ["DO 0", "INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-9')"]) {
      await shop.database.rows(stock);
      const before = await world();
      expect(await late(events)).toBe("200 already_done\n200 already_done\n503 order_changed_meanwhile\n");
      expect(await world()).toEqual(before);
    }
  });

  it("believes only what is signed and fresh, and looks nothing up before (I1)", async () => {
    const oid = await addGoods(shop.database, 401, "1.00");
    const event = paidEvent(oid, 100);
    expect(await shop.site.deliver(event, { secret: "wrong" })).toBe("401 not_signed");
    expect(await shop.site.deliver(event, { secret: "" })).toBe("401 not_signed");
    expect(await shop.site.deliver(event, { timestamp: String(nowSeconds() - 301) })).toBe("401 not_signed");
    expect(await shop.site.deliver(paidEvent("x' OR '1'='1", 100))).toBe("422 order_number_unknown");
    expect(await shop.site.deliver({ type: "payment.paid", payment: { order_no: oid } })).toBe("400 malformed");
    expect(await shop.site.deliver({ ...event, payment: { id: "pay_1", order_no: oid, amount_fen: "100" } })).toBe(
      "400 malformed",
    );
    expect(await state(401)).toBe("0");
  });
});
