// A thousand pairs of a webhook and a buyer who comes back at the same moment; both end at the same order by different ways.
import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { inLanes } from "../testing/in-lanes.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { racingOrders } from "../testing/racing-orders.ts";
import { paidEvent } from "../testing/shop-orders.ts";
import { siteSecrets } from "../testing/shop-site.ts";

const pairs = process.env["DEDEPAY_SOAK"] === "1" ? 1000 : 100;
const atOnce = 8;
const { members, perMember, range, buyid, ...orders } = racingOrders(pairs);

describe.skipIf(!phpShopIsPossible).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "utf8"],
] as const)(`simultaneous calls on %s in %s (${phpShopNeeds})`, (engine, charset) => {
  const shop = usePhpShop({ engine, charset }, { workers: atOnce });
  beforeEach(async () => {
    await orders.stock(shop.database);
    shop.gateway.asked.length = 0;
    shop.gateway.owed.length = 0;
  });

  /**
   * Both ways at once for each order: the webhook of every second one leaves as its buyer's page asks the gateway, and each
   * tenth comes twice. Answers how they were answered.
   */
  async function race(): Promise<string[]> {
    shop.gateway.owed.push(...range.map((index) => paidEvent(buyid(index), 3000)));
    const asking = new Map<string, () => void>();
    shop.gateway.onAsked = ({ query }) => asking.get(query)?.();
    const answers: string[] = [];
    const one = async (index: number): Promise<void> => {
      const orderNo = buyid(index);
      const token = createHmac("sha256", siteSecrets.webhook_secret).update(`back\n${orderNo}`).digest("hex");
      const isAsked = new Promise<void>((resolve) => asking.set(`order_no=${orderNo}`, resolve));
      const webhook = async (): Promise<void> => {
        if (index % 2 === 1) await isAsked;
        answers.push(await shop.site.deliver(paidEvent(orderNo, 3000)));
      };
      const back = shop.site.get(`/plus/dedepay.php?back=${orderNo}&token=${token.slice(0, 32)}`);
      await Promise.all([webhook(), back, ...(index % 10 === 0 ? [webhook()] : [])]);
    };
    await inLanes(range, atOnce / 2, one);
    return answers;
  }

  async function expectEachDoneOnce(answers: readonly string[]): Promise<void> {
    const fetched = shop.gateway.asked.flatMap(({ path, body }) =>
      path.endsWith("/acknowledge") ? [JSON.parse(body) as { status: number; outcome: string }] : [],
    );
    const all = [...answers, ...fetched.map(({ status, outcome }) => `${status} ${outcome}`)];
    expect([...new Set(all)].sort()).toEqual(["200 already_done", "200 done"]);
    expect(all.filter((answer) => answer === "200 done")).toHaveLength(pairs);
    const done = "SELECT COUNT(*) FROM dede_member_operation WHERE sta=2 AND oldinfo LIKE '%[dedepay %]'";
    expect(await shop.database.text(done)).toBe(String(pairs));
  }

  it("credit each top-up once (D1)", async () => {
    await orders.add(shop.database, "card");
    await expectEachDoneOnce(await race());
    const credited = members.map((mid) => `${mid} ${100 * perMember}`);
    expect(
      (await shop.database.text("SELECT mid, money FROM dede_member WHERE mid>7 ORDER BY mid")).split("\n"),
    ).toEqual(credited);
  });

  it("sell each card once, and one to each order (D2)", async () => {
    await orders.add(shop.database, "card");
    const cards = range.map((index) => `(1, 'C-${index}')`).join(", ");
    await shop.database.rows(`INSERT INTO dede_moneycard_record (ctid, cardid) VALUES ${cards}`);
    await expectEachDoneOnce(await race());
    const sold = "SELECT COUNT(*), COUNT(DISTINCT cardid) FROM dede_moneycard_record WHERE isexp=1 AND uid>7";
    expect(await shop.database.text(sold)).toBe(`${pairs} ${pairs}`);
    const handed = `SELECT COUNT(DISTINCT r.cardid) FROM dede_moneycard_record r, dede_member_operation o
      WHERE o.mid=r.uid AND o.oldinfo LIKE CONCAT('卡号：', r.cardid, ' [dedepay %')`;
    expect(await shop.database.text(handed)).toBe(String(pairs));
    expect(await shop.database.text("SELECT SUM(money) FROM dede_member")).toBe("0");
  });

  it("give each rank's days, gold and points once", async () => {
    await orders.add(shop.database, "member");
    await expectEachDoneOnce(await race());
    const upgraded = members.map((mid) => `${mid} 50 ${30 * perMember} ${5 * perMember} ${7 * perMember}`);
    const rows = await shop.database.text(
      "SELECT mid, `rank`, exptime, money, scores FROM dede_member WHERE mid>7 ORDER BY mid",
    );
    expect(rows.split("\n")).toEqual(upgraded);
  });
});
