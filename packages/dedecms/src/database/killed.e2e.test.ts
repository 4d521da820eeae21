// Gateway, PHP and MariaDB are killed at random moments while buyers pay: both ways in, both engines, goods, cards, gold and
// ranks. Afterwards everybody has what he paid for, once. Judged by a checker which shares no code with us.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareShop, liveOn, settleByComparison } from "../testing/after-killing.ts";
import { type CheckedOrder, checkShops, type ShopsCheck } from "../testing/check-shops.ts";
import { inLanes } from "../testing/in-lanes.ts";
import { insertKillOrders, type KillOrder, killOrders } from "../testing/kill-orders.ts";
import { type KillStage, killShops, startKillStage } from "../testing/kill-stage.ts";
import { buy, Progress, seededNumbers, startKilling } from "../testing/killing.ts";
import { phpShopIsPossible, phpShopNeeds } from "../testing/php-shop.ts";
import { mariadbIsThere } from "../testing/private-mariadb.ts";

const soak = process.env["DEDEPAY_SOAK"] === "1";
const count = soak ? 304 : 16;
const lanes = 4;
/** A run that found something is repeated with its seed (the moments repeat; what the machine makes of them may not). */
const seed = process.env["DEDEPAY_SEED"] ?? String(Date.now());
const say = (line: string): void => void process.stderr.write(`killed shops, seed ${seed}: ${line}\n`);

describe.skipIf(!phpShopIsPossible || !mariadbIsThere)(`shops whose processes are killed (${phpShopNeeds})`, () => {
  let stage: KillStage;
  beforeAll(async () => {
    stage = await startKillStage();
  });
  afterAll(() => stage?.close());

  it(`owe nobody anything, and gave nothing away, after ${count} orders`, {
    timeout: soak ? 1_800_000 : 300_000,
  }, async () => {
    const random = seededNumbers(seed);
    const orders = killOrders(killShops, count);
    await insertKillOrders(stage.query, orders);
    const progress = new Progress();
    const killing = startKilling(stage, progress, random);
    await buyAll(orders, progress);
    const kills = await killing.stop();
    say(`kills ${JSON.stringify(kills)}`);
    await stage.victims.gateway.kill();
    const paid = orders.filter(({ isPaid }) => isPaid).map(({ orderNo }) => orderNo);
    await liveOn(stage, paid);
    const gateway = await stage.openGateway();
    const settled: string[] = [];
    for (const shop of killShops) settled.push(...(await settleByComparison(stage, gateway, shop)));
    for (const line of settled) say(`settled by a person: ${line}`);
    await liveOn(stage, paid);
    const check: ShopsCheck = { serverUrl: stage.mariadbUrl, ledger: stage.ledger, orders: await asAlipaySays(orders) };
    expect({ seed, broken: await checkShops(check) }).toEqual({ seed, broken: [] });
    expect(check.orders.filter(({ isPaid }) => isPaid)).toHaveLength(paid.length);
    for (const shop of killShops) expect(await compareShop(gateway, shop)).toEqual([]);
    await gateway.close();
    expect(Math.min(...Object.values(kills))).toBeGreaterThan(soak ? 20 : 0);
    await assertCheckerSees(check);
  });

  async function buyAll(orders: readonly KillOrder[], progress: Progress): Promise<void> {
    let bought = 0;
    await inLanes(orders, lanes, async (order) => {
      await buy(stage, order, progress);
      bought += 1;
      if (bought % 20 === 0) say(`${bought} of ${orders.length} bought`);
    });
  }

  /** Whether an order is paid is asked of Alipay, not of the list of what should have been bought. */
  async function asAlipaySays(orders: readonly KillOrder[]): Promise<CheckedOrder[]> {
    // The list of trades ends with the latest hundred; a snapshot has them all.
    const reply = await fetch(`${stage.simulator.url}/sim/snapshot`);
    const { trades } = (await reply.json()) as { trades: { status: string; order: { outTradeNo: string } }[] };
    const paid = trades.filter(({ status }) => status === "TRADE_SUCCESS").map(({ order }) => order.outTradeNo);
    return orders.map((order) => ({
      ...{ kind: order.kind, orderNo: order.orderNo, fen: order.fen, member: order.member, shop: order.shop.name },
      isPaid: paid.some((number) => number.startsWith(order.orderNo)),
    }));
  }

  /** A checker that finds nothing must be one that could: each promise is broken once, by hand. */
  async function assertCheckerSees(check: ShopsCheck): Promise<void> {
    const [shop] = killShops;
    const find = (kind: CheckedOrder["kind"]): CheckedOrder => {
      const order = check.orders.find((one) => one.shop === shop?.name && one.kind === kind && one.isPaid);
      if (order === undefined) throw new Error(`no ${kind}`);
      return order;
    };
    const [goods, card, gold, rank] = [find("goods"), find("card"), find("gold"), find("rank")];
    const operation = (order: CheckedOrder): string => `dede_member_operation WHERE buyid='${order.orderNo}'`;
    const damages: readonly [string, string, RegExp][] = [
      [goods.shop, `UPDATE dede_shops_orders SET state=0 WHERE oid='${goods.orderNo}'`, /state 0, paid: true/],
      [gold.shop, `UPDATE dede_member SET money=200 WHERE mid=${gold.member}`, /handed out wrongly/],
      [gold.shop, `UPDATE dede_member SET money=0 WHERE mid=${gold.member}`, /SPLIT: marked as handed out/],
      [rank.shop, `UPDATE ${operation(rank).replace(" WHERE", " SET sta=1 WHERE")}`, /SPLIT: the member has it/],
      [rank.shop, `UPDATE dede_member SET exptime=60 WHERE mid=${rank.member}`, /paid and not handed out/],
      [card.shop, `UPDATE dede_moneycard_record SET isexp=0 WHERE uid=${card.member}`, /still in stock/],
      [card.shop, `UPDATE dede_moneycard_record SET uid=0 WHERE uid=${card.member}`, /SPLIT: marked as handed out/],
      [stage.ledger, `UPDATE payments SET state='unpaid' WHERE order_no='${goods.orderNo}'`, /paid at Alipay, unpaid/],
      [stage.ledger, "DELETE FROM delivery_receipts", /0 deliveries have a receipt/],
      [stage.ledger, "UPDATE outbox SET status='dead' WHERE kind='webhook'", /its delivery is dead/],
    ];
    for (const [database, damage, seen] of damages) {
      const before = new Set(await checkShops(check));
      await stage.query(database, damage);
      const found = (await checkShops(check)).filter((line) => !before.has(line));
      expect(found.join("\n")).toMatch(seen);
    }
  }
});
