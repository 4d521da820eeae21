import type { BookedDelivery, BookedPayment, SiteOrder } from "@dedepay/gateway";
import { describe, expect, it } from "vitest";
import { type CompareOptions, compareSides } from "./compare-sides.ts";
import type { Mismatch } from "./mismatch.ts";
import type { Sides } from "./sides.ts";

const goodsNo = "S-P1795372888RN101";
const cardNo = "M7T1795373629RN101";
const site = { id: "shop", name: "shop", adapter: "dedecms_database", registered_at: "2026-01-01T00:00:00.000Z" };

function delivery(over: Partial<BookedDelivery> = {}): BookedDelivery {
  return { id: "dlv_1", type: "payment.paid", status: "done", created_at: "", why: null, answer: null, ...over };
}

function payment(orderNo: string, over: Partial<BookedPayment> = {}): BookedPayment {
  return {
    ...{ id: "pay_000012345678", order_no: orderNo, state: "paid", amount_fen: 3000, refunded_fen: 0, adopted: false },
    ...{ goods: orderNo.startsWith("S") ? "physical" : "virtual", created_at: "", paid_at: "" },
    deliveries: [delivery()],
    ...over,
  };
}

function order(orderNo: string, over: Partial<SiteOrder> = {}): SiteOrder {
  const isGoods = orderNo.startsWith("S");
  return {
    ...{ order_no: orderNo, product: isGoods ? "goods" : "card", rows: 1, state: isGoods ? 1 : 2, settled: true },
    ...{ shipped: false, amount_fen: 3000, consistent: true, created_at_s: 0, paytype: isGoods ? 3 : null },
    ...{ mark: isGoods ? null : "12345678", gave: null, card: null, carrier: null, member: null },
    ...over,
  };
}
const open = { state: 0, settled: false, mark: null };

function compare(payments: BookedPayment[], orders: SiteOrder[], o: Partial<Sides & CompareOptions> = {}): Mismatch[] {
  const { cards = [], canRepair = true, notAsked } = o;
  const sides = { site, payments, orders: new Map(orders.map((one) => [one.order_no, one])), cards, alipayPaytype: 3 };
  return compareSides(sides, { canRepair, ...(notAsked && { notAsked }) });
}
const told = (found: Mismatch[]): string[] =>
  found.map(({ kind, repair }) => `${kind} ${repair === undefined ? "-" : repair.does.kind}`);

describe("a comparison", () => {
  it.each<[string, BookedPayment[], SiteOrder[], string[]]>([
    ["fits where both say paid", [payment(goodsNo), payment(cardNo)], [order(goodsNo), order(cardNo)], []],
    ["fits where nobody paid", [payment(goodsNo, { state: "unpaid", deliveries: [] })], [order(goodsNo, open)], []],
    ["fits where the money is back", [payment(goodsNo, { state: "refunded" })], [order(goodsNo)], []],
    ["fits while a card waits for escrow", [payment(cardNo, { state: "escrow_paid" })], [order(cardNo, open)], []],
    [
      "fits where the stock plugin delivered",
      [payment(cardNo, { adopted: true })],
      [order(cardNo, { mark: null })],
      [],
    ],
    ["leaves cash and bank transfers alone", [], [order(goodsNo, { paytype: 1 })], []],
    [
      "finds a refused order",
      [payment(goodsNo, { deliveries: [delivery({ status: "parked", why: "amount_differs" })] })],
      [order(goodsNo, open)],
      ["paid_not_delivered resend"],
    ],
    [
      "finds what was given up",
      [payment(cardNo, { deliveries: [delivery({ status: "dead", why: "http_500" })] })],
      [order(cardNo, open)],
      ["paid_not_delivered resend"],
    ],
    [
      "finds escrow goods that were not delivered",
      [
        payment(goodsNo, {
          state: "escrow_paid",
          deliveries: [delivery({ type: "payment.escrow_paid", status: "parked", why: "x" })],
        }),
      ],
      [order(goodsNo, open)],
      ["paid_not_delivered resend"],
    ],
    [
      "waits for what is on its way",
      [payment(goodsNo, { deliveries: [delivery({ status: "pending", why: "http_503" })] })],
      [order(goodsNo, open)],
      ["on_its_way -"],
    ],
    [
      "gives nothing twice for an order that fell back",
      [payment(goodsNo)],
      [order(goodsNo, open)],
      ["paid_not_delivered -"],
    ],
    [
      "finds an order that is gone",
      [payment(goodsNo, { deliveries: [delivery({ status: "parked", why: "order_missing" })] })],
      [],
      ["paid_not_delivered resend"],
    ],
    ["tells of an order that was deleted later", [payment(goodsNo)], [], ["total_differs -"]],
    [
      "finds a top-up that somebody else closed",
      [payment(cardNo, { deliveries: [delivery({ status: "parked", why: "closed_without_fulfilment" })] })],
      [order(cardNo, { mark: null })],
      ["paid_not_delivered resend"],
    ],
    [
      "finds a top-up done for another payment",
      [payment(cardNo)],
      [order(cardNo, { mark: "87654321" })],
      ["paid_not_delivered -"],
    ],
    [
      "finds doubled numbers, paid or not",
      [payment(goodsNo), payment(cardNo, { state: "unpaid" })],
      [order(goodsNo, { rows: 2 }), order(cardNo, { rows: 2 })],
      ["doubled -", "doubled -"],
    ],
    ["finds an order that no payment knows", [], [order(goodsNo)], ["delivered_not_paid ask_alipay"]],
    ["finds a top-up that no payment knows", [], [order(cardNo, { mark: null })], ["delivered_not_paid ask_alipay"]],
    [
      "finds paid goods that nobody paid",
      [payment(goodsNo, { state: "closed", deliveries: [] })],
      [order(goodsNo)],
      ["delivered_not_paid order"],
    ],
    [
      "takes back nothing that was shipped",
      [payment(goodsNo, { state: "unpaid", deliveries: [] })],
      [order(goodsNo, { state: 2, shipped: true })],
      ["delivered_not_paid -"],
    ],
    [
      "finds a card that could be sold again",
      [payment(cardNo)],
      [order(cardNo, { gave: "card", card: "in_stock" })],
      ["card_could_be_sold_again order"],
    ],
    [
      "finds goods that Alipay does not know to be shipped",
      [payment(goodsNo, { state: "escrow_paid" })],
      [order(goodsNo, { state: 2, shipped: true })],
      ["not_shipped_at_alipay ship"],
    ],
    [
      "finds news that the shop has not taken",
      [
        payment(goodsNo, {
          state: "refunded",
          deliveries: [delivery(), delivery({ type: "payment.refunded", status: "dead", why: "http_500" })],
        }),
      ],
      [order(goodsNo)],
      ["not_told resend"],
    ],
    [
      "tells of a total that the column could not hold",
      [payment(goodsNo, { amount_fen: 15_003_721 })],
      [order(goodsNo, { amount_fen: 15_003_720 })],
      ["total_differs -"],
    ],
    [
      "tells of a total that was rewritten",
      [payment(goodsNo)],
      [order(goodsNo, { amount_fen: 701 })],
      ["total_differs -"],
    ],
  ])("%s", (_, payments, orders, expected) => {
    expect(told(compare(payments, orders))).toEqual(expected);
  });

  it("lists the worst first", () => {
    const late = payment(cardNo, { deliveries: [delivery({ status: "dead", why: "http_500" })] });
    const found = compare([late], [order(goodsNo), order(cardNo, open)], {
      cards: [{ card: 1, member: 7, sold_at_s: 0 }],
    });
    expect(told(found)).toEqual([
      "paid_not_delivered resend",
      "delivered_not_paid ask_alipay",
      "card_sold_without_order -",
    ]);
  });

  it("says where Alipay could not be asked, and then takes nothing back", () => {
    const unpaid = payment(goodsNo, { state: "unpaid", deliveries: [] });
    const [found] = compare([unpaid], [order(goodsNo)], { notAsked: new Map([[unpaid.id, "1014 TIMEOUT"]]) });
    expect(found).toMatchObject({ what: { zh: expect.stringContaining("没能问到支付宝（1014 TIMEOUT）") } });
    expect(found?.repair).toBeUndefined();
  });

  it("gives an owner without a way into the database the statement to run", () => {
    const unpaid = payment(goodsNo, { state: "unpaid", deliveries: [] });
    const stocked = order(cardNo, { gave: "card", card: "in_stock" });
    const found = compare([unpaid, payment(cardNo)], [order(goodsNo), stocked], { canRepair: false });
    expect(told(found)).toEqual(["delivered_not_paid -", "card_could_be_sold_again -"]);
    expect(found[0]?.todo?.zh).toContain(`UPDATE dede_shops_orders SET state=0 WHERE oid='${goodsNo}' AND state=1;`);
    expect(found[1]?.todo?.zh).toContain("UPDATE dede_moneycard_record r, dede_member_operation o SET");
  });
});

describe("a fulfilment that broke", () => {
  const before = { gold: 0, rank: 10, uptime: 0, exptime: 0, scores: 0, settled: 0 };
  const after = { ...before, gold: 100 };
  const mark = "+100 [dedepay 12345678]";
  const gold = { what: "gold", before, after, info: mark };

  function broken(
    over: Partial<SiteOrder>,
    interruption: object | null = gold,
    o: Partial<Sides & CompareOptions> = {},
  ): Mismatch[] {
    const answer = JSON.stringify({ outcome: "interrupted", interruption });
    const late = payment(cardNo, { deliveries: [delivery({ status: "parked", why: "interrupted", answer })] });
    return compare([late], [order(cardNo, { ...open, ...over })], o);
  }
  const settled = { settled: true, state: 2, mark: "12345678" };

  it.each<[string, Partial<SiteOrder>, string, string]>([
    ["nothing was written: begins anew", { member: before }, "half_done resend", "什么都还没写"],
    ["it was given: only the mark is missing", { member: after }, "half_done resend", "再发一次就会给两份"],
    [
      "only the mark was written: is given",
      { member: { ...before, settled: 1 }, ...settled },
      "half_done order",
      "买家却没有得到",
    ],
    ["all was written: is only told", { member: { ...after, settled: 1 }, ...settled }, "half_done resend", "都做完了"],
    [
      "the member has changed since: is left to a person",
      { member: { ...after, gold: 30 } },
      "half_done -",
      "看不出给了没有",
    ],
  ])("where %s", (_, over, expected, words) => {
    const found = broken(over);
    expect(told(found)).toEqual([expected]);
    expect(found[0]?.what.zh).toContain(words);
  });

  it("is never sent again without a way into the database where it was given already: the statement is told", () => {
    const [given] = broken({ member: after }, gold, { canRepair: false });
    expect(given?.repair).toBeUndefined();
    expect(given?.todo?.zh).toContain(
      `UPDATE dede_member_operation SET sta=2, oldinfo='${mark}' WHERE buyid='${cardNo}'`,
    );
    const [marked] = broken({ member: { ...before, settled: 1 }, ...settled }, gold, { canRepair: false });
    expect(marked?.todo?.zh).toContain("UPDATE dede_member SET money=100,");
    expect(marked?.todo?.zh).toContain("WHERE mid=7 AND money=0");
  });

  it("is told from the stock where a card was about to be handed out", () => {
    const card = { what: "card", card: 12 };
    const sold = [{ card: 12, member: 7, sold_at_s: 0 }];
    expect(told(broken({ member: before }, card))).toEqual(["half_done resend"]);
    expect(told(broken({ member: before }, card, { cards: sold }))).toEqual([
      "half_done resend",
      "card_sold_without_order -",
    ]);
    const [byHand] = broken({ member: before }, card, { cards: sold, canRepair: false });
    expect(byHand?.repair).toBeUndefined();
    expect(byHand?.todo?.zh).toContain("SELECT cardid FROM dede_moneycard_record WHERE aid=12");
  });

  it("is left to a person where nothing was kept of it", () => {
    expect(told(broken({ member: before }, null))).toEqual(["half_done -"]);
  });
});
