// Simultaneous deliveries of one payment to one shop: two gateways whose leases overlap, and PHP which got the same by its
// own way. And whole gateways: two on one ledger, Alipay's notification at the one and a question from the other at one moment.
import type { SiteDelivery } from "@dedepay/gateway";
import { beforeEach, describe, expect, it } from "vitest";
import { openShop } from "../platform/open-shop.ts";
import { inLanes } from "../testing/in-lanes.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { racingOrders } from "../testing/racing-orders.ts";
import { paidEvent } from "../testing/shop-orders.ts";
import { shopSettings } from "../testing/shop-settings.ts";
import { databaseAdapter } from "./database-adapter.ts";

const pairs = process.env["DEDEPAY_SOAK"] === "1" ? 1000 : 50;
const lanes = 4;
const { members, perMember, range, buyid, ...orders } = racingOrders(pairs);

describe.skipIf(!phpShopIsPossible).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "utf8"],
] as const)(`simultaneous deliveries on %s in %s (${phpShopNeeds})`, (engine, charset) => {
  const shop = usePhpShop({ engine, charset }, { workers: lanes });
  // Each has connections of its own, as two processes have.
  const gateways = [1, 2].map(() => databaseAdapter({ open: openShop, nowMs: Date.now }));
  beforeEach(async () => {
    await orders.stock(shop.database);
  });

  /** Both gateways at once for each order, and for every second one PHP as well. Answers how they were answered. */
  async function race(): Promise<string[]> {
    const site = { id: "site_1", name: "shop", settings: shopSettings(shop.database) };
    const answers: string[] = [];
    const one = async (index: number): Promise<void> => {
      const event = paidEvent(buyid(index), 3000);
      const body = JSON.stringify(event);
      const { type, payment } = event as unknown as SiteDelivery;
      const delivery = { id: event.id, type, payment, body, createdAtMs: Date.now(), earlierTries: [] };
      const byGateway = async (gateway: (typeof gateways)[number]): Promise<void> => {
        const outcome = await gateway.deliver(delivery, site, { note: () => Promise.resolve() });
        answers.push(outcome.kind === "acknowledged" ? String(outcome.receipt?.["outcome"]) : outcome.why);
      };
      const byPhp = async (): Promise<void> => {
        answers.push((await shop.site.deliver(event)).replace(/^200 /, ""));
      };
      await Promise.all([...gateways.map(byGateway), ...(index % 2 === 0 ? [byPhp()] : [])]);
    };
    await inLanes(range, lanes, one);
    return answers;
  }

  async function expectEachDoneOnce(answers: readonly string[]): Promise<void> {
    expect(answers).toHaveLength(2.5 * pairs);
    expect([...new Set(answers)].sort()).toEqual(["already_done", "done"]);
    expect(answers.filter((answer) => answer === "done")).toHaveLength(pairs);
    const done = "SELECT COUNT(*) FROM dede_member_operation WHERE sta=2 AND oldinfo LIKE '%[dedepay %]'";
    expect(await shop.database.text(done)).toBe(String(pairs));
  }

  it("credit each top-up once (D1)", async () => {
    await orders.add(shop.database, "card");
    await expectEachDoneOnce(await race());
    const credited = await shop.database.text("SELECT money FROM dede_member WHERE mid>7");
    expect(credited.split("\n")).toEqual(members.map(() => String(100 * perMember)));
  });

  it("sell each card once, and one to each order (D2)", async () => {
    await orders.add(shop.database, "card");
    const cards = range.map((index) => `(1, 'C-${index}')`).join(", ");
    await shop.database.rows(`INSERT INTO dede_moneycard_record (ctid, cardid) VALUES ${cards}`);
    await expectEachDoneOnce(await race());
    const handed = `SELECT COUNT(DISTINCT r.cardid), COUNT(DISTINCT o.buyid) FROM dede_moneycard_record r, dede_member_operation o
      WHERE r.isexp=1 AND o.mid=r.uid AND o.oldinfo LIKE CONCAT('卡号：', r.cardid, ' [dedepay %')`;
    expect(await shop.database.text(handed)).toBe(`${pairs} ${pairs}`);
    expect(await shop.database.text("SELECT SUM(money) FROM dede_member")).toBe("0");
  });

  it("give each rank's days, gold and points once", async () => {
    await orders.add(shop.database, "member");
    await expectEachDoneOnce(await race());
    const upgraded = await shop.database.text("SELECT `rank`, exptime, money, scores FROM dede_member WHERE mid>7");
    const each = `50 ${30 * perMember} ${5 * perMember} ${7 * perMember}`;
    expect(upgraded.split("\n")).toEqual(members.map(() => each));
  });
});
