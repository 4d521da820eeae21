// The whole way of the second way in with nothing played: PHP shows the button, the gateway fulfils in MariaDB, Alipay is local.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { phpShopIsPossible, phpShopNeeds } from "../testing/php-shop.ts";
import { readPage } from "../testing/read-page.ts";
import { addGoods, addTopUp, goodsNo, stockShop, topUpNo } from "../testing/shop-orders.ts";
import { registerEscrowOnly, type SimTrade, startWholeShop, type WholeShop } from "../testing/whole-shop.ts";

const soon = { timeout: 20_000, interval: 50 };

describe.skipIf(!phpShopIsPossible)(`from the shop's button to the shop's tables (${phpShopNeeds})`, () => {
  let shop: WholeShop;
  beforeAll(async () => {
    shop = await startWholeShop({ engine: "MyISAM", charset: "gbk", way: "database" });
    // Nothing may come in by the end-point: what is delivered here was delivered over the database.
    shop.site.write(
      "data/dedepay.config.php",
      readConfig().replace(/'webhook_secret' => '\w+'/, "'webhook_secret' => 'unusable-secret'"),
    );
  });
  afterAll(() => shop?.close());
  beforeEach(() => stockShop(shop.database));

  const readConfig = (): string => shop.site.read("data/dedepay.config.php");
  const untilText = (sql: string, expected: string | RegExp): Promise<void> =>
    vi.waitFor(async () => expect(await shop.database.text(sql)).toMatch(expected), soon);
  const stateOf = (n: number): string => `SELECT state FROM dede_shops_orders WHERE oid='${goodsNo(n)}'`;
  const payment = (orderNo: string) => shop.gateway.gateway.getPayment({ siteId: shop.siteId, orderNo });
  const watch = () => shop.gateway.gateway.watchSite({ siteId: shop.siteId, requestId: "req_w" });
  const tradeOf = async (orderNo: string): Promise<SimTrade | undefined> =>
    (await shop.trades()).find(({ out_trade_no }) => out_trade_no.startsWith(orderNo));
  const receipts = async (orderNo: string): Promise<unknown[]> => {
    const { id } = await payment(orderNo);
    const { deliveries } = await shop.gateway.gateway.inspectPayment(id);
    return deliveries.flatMap((delivery) => delivery.receipts).map(({ adapter, receipt }) => ({ adapter, ...receipt }));
  };

  it("sells goods, a card and a rank, and keeps a receipt of each", async () => {
    await shop.database.rows("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1')");
    const oid = await addGoods(shop.database, 101, "148.21");
    const card = await addTopUp(shop.database, 102, "card");
    const rank = await addTopUp(shop.database, 103, "member", { money: 75 });
    for (const number of [oid, card, rank]) await shop.payAt(await shop.toCashier(number));
    await untilText(stateOf(101), /^1$/);
    await untilText("SELECT COUNT(*) FROM dede_member_operation WHERE sta=2", /^2$/);
    expect(await shop.database.text("SELECT `rank`, exptime, money FROM dede_member")).toBe("50 30 5");
    const common = { adapter: "dedecms_database", outcome: "done" };
    await vi.waitFor(async () => expect(await receipts(rank)).toHaveLength(1), soon);
    expect(await receipts(oid)).toEqual([{ ...common, order_no: oid, kind: "goods", what: "goods" }]);
    expect(await receipts(card)).toMatchObject([{ ...common, order_no: card, what: "card" }]);
    expect(await receipts(rank)).toMatchObject([{ ...common, rank: 50, days: 30 }]);
  });

  it("shows the buyer who comes back the shop's own page, paid", async () => {
    const oid = await addGoods(shop.database, 104, "1.00");
    await shop.payAt(await shop.toCashier(oid));
    await untilText(stateOf(104), /^1$/);
    const { return_url } = await payment(oid);
    const page = await shop.site.get(return_url?.slice(shop.site.url.length) ?? "");
    expect(readPage(page)).toContain("支付成功");
  });

  it("ships escrow goods at Alipay when it sees them marked, by the shop's carrier", async () => {
    const account = await registerEscrowOnly(shop);
    const usual = readConfig();
    shop.site.write(
      "data/dedepay.config.php",
      usual.replace("return array(", `return array('account' => '${account}', `),
    );
    const oid = await addGoods(shop.database, 105, "10.00");
    await shop.payAt(await shop.toCashier(oid));
    shop.site.write("data/dedepay.config.php", usual);
    await untilText(stateOf(105), /^1$/);
    expect(await watch()).toMatchObject({ shipped: [] });
    await shop.database.rows(`UPDATE dede_shops_orders SET state=2 WHERE oid='${oid}'`);
    expect(await watch()).toMatchObject({ shipped: [oid] });
    expect((await tradeOf(oid))?.status).toBe("WAIT_BUYER_CONFIRM_GOODS");
  });

  it("leaves a top-up whose row was deleted while its buyer paid (L1) to a person, and writes a refund down", async () => {
    const gone = await addTopUp(shop.database, 106, "card");
    const cashier = await shop.toCashier(gone);
    await shop.database.rows(`DELETE FROM dede_member_operation WHERE buyid='${topUpNo(106)}'`);
    await shop.payAt(cashier);
    const causes = async (): Promise<string[]> =>
      (await shop.gateway.gateway.listIncidents({})).data.map(({ cause }) => cause);
    await vi.waitFor(async () => expect(await causes()).toContain("order-missing-when-paid"), soon);
    expect(await shop.database.text("SELECT money FROM dede_member")).toBe("0");
    const oid = await addGoods(shop.database, 107, "10.00");
    await shop.payAt(await shop.toCashier(oid));
    await untilText(stateOf(107), /^1$/);
    const { id: paymentId } = await payment(oid);
    const refund = { siteId: shop.siteId, paymentId, amountFen: 250n, actor: "owner", requestId: "req_r" };
    await shop.gateway.gateway.requestRefund(refund);
    await untilText("SELECT des FROM dede_shops_userinfo", /支付宝已退款 2\.50 #/);
  });
});
