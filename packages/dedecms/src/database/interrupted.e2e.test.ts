// A statement over two MyISAM tables that is killed in its middle: which states it can leave, and what the next try makes of
// each. No try hands out twice; what can't be told is left to a person.
import type { AdapterSite, DeliveryOutcome, EarlierTry, SiteDelivery } from "@dedepay/gateway";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openShop } from "../platform/open-shop.ts";
import { phpShopIsPossible, phpShopNeeds, usePhpShop } from "../testing/php-shop.ts";
import { addTopUp, paidEvent, stockShop, topUpNo } from "../testing/shop-orders.ts";
import { shopSettings } from "../testing/shop-settings.ts";
import { databaseAdapter } from "./database-adapter.ts";
import { ShopDatabaseFailure } from "./shop-session.ts";

const soon = { timeout: 20_000, interval: 10 };
const paymentId = "pay_12345678";
const mark = "[dedepay 12345678]";
const event = paidEvent(topUpNo(101), 3000, { paymentId });

function deliveryOf(earlierTries: readonly EarlierTry[]): SiteDelivery {
  const { type, payment } = event as unknown as SiteDelivery;
  return { id: event.id, type, payment, body: JSON.stringify(event), createdAtMs: Date.now(), earlierTries };
}

/** As the gateway keeps a try. */
function tryOf(outcome: DeliveryOutcome): EarlierTry {
  return {
    why: outcome.kind === "acknowledged" ? null : outcome.why,
    httpStatus: null,
    excerpt: outcome.answer?.excerpt ?? null,
  };
}
const wordOf = (outcome: DeliveryOutcome): string =>
  outcome.kind === "acknowledged" ? String(outcome.receipt?.["outcome"]) : `${outcome.kind} ${outcome.why}`;

describe.skipIf(!phpShopIsPossible)(`a broken fulfilment (${phpShopNeeds})`, () => {
  describe.each(["MyISAM", "InnoDB"] as const)("on %s, its connection killed while it waits", (engine) => {
    const shop = usePhpShop({ engine, charset: "utf8" });
    beforeEach(async () => {
      await stockShop(shop.database);
      await addTopUp(shop.database, 101, "card");
    });

    /** Reads go on, the statement waits for the lock, and its connection is killed. */
    async function killWhile<T>(work: () => Promise<T>): Promise<T> {
      const holder = await openShop(shopSettings(shop.database));
      const watch = await openShop(shopSettings(shop.database));
      await holder.change("LOCK TABLES dede_member READ");
      const answer = work();
      const sql = `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB='${shop.database.name}' AND INFO LIKE 'UPDATE%'`;
      const id = await vi.waitFor(async () => {
        const row = await watch.row(sql);
        if (row === undefined) throw new Error("nothing waits");
        return row["id"];
      }, soon);
      await watch.change(`KILL CONNECTION ${id}`);
      const said = await answer;
      holder.close();
      watch.close();
      return said;
    }

    it("is tried again over the database, which remembers what it was about, and given once", async () => {
      const adapter = databaseAdapter({ open: openShop, nowMs: Date.now });
      const site = { id: "site_1", name: "shop", settings: shopSettings(shop.database) };
      const notes: string[] = [];
      const memory = { note: async (excerpt: string) => void notes.push(excerpt) };
      const broken = await killWhile(() => adapter.deliver(deliveryOf([]), site, memory));
      expect(wordOf(broken)).toMatch(engine === "MyISAM" ? /^retry interrupted$/ : /^retry database_broken:/);
      expect(notes).toHaveLength(engine === "MyISAM" ? 1 : 0);
      expect(wordOf(await adapter.deliver(deliveryOf([tryOf(broken)]), site, memory))).toBe("done");
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
    });

    it("is left to a person by PHP where it can be half done, and tried again where it can't", async () => {
      const answer = await killWhile(() => shop.site.deliver(event));
      expect(answer).toMatch(engine === "MyISAM" ? /^409 interrupted$/ : /^503 database_error_\d+$/);
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("0");
    });
  });

  describe("on MyISAM", () => {
    const shop = usePhpShop({ engine: "MyISAM", charset: "gbk" });
    let site: AdapterSite;
    beforeAll(() => {
      site = { id: "site_1", name: "shop", settings: shopSettings(shop.database) };
    });
    beforeEach(() => stockShop(shop.database));

    /** What the server did of the statement before it went; nothing heard of it, or at least that it broke. */
    async function breakAfter(parts: readonly string[], how: "told" | "lost" = "told"): Promise<EarlierTry> {
      let note = "";
      const adapter = databaseAdapter({
        nowMs: Date.now,
        open: async (settings) => ({
          ...(await openShop(settings)),
          change: async () => {
            await shop.database.rows(parts.join(";") || "DO 0");
            throw new ShopDatabaseFailure("broken", "PROTOCOL_CONNECTION_LOST");
          },
        }),
      });
      const memory = {
        note: async (excerpt: string) => {
          note = excerpt;
        },
      };
      const outcome = await adapter.deliver(deliveryOf([]), site, memory);
      expect(wordOf(outcome)).toBe("retry interrupted");
      return how === "told" ? tryOf(outcome) : { why: "lost", httpStatus: null, excerpt: note };
    }

    async function again(...earlier: readonly EarlierTry[]): Promise<DeliveryOutcome> {
      const adapter = databaseAdapter({ open: openShop, nowMs: Date.now });
      return adapter.deliver(deliveryOf(earlier), site, { note: async () => undefined });
    }
    const world = (): Promise<string> =>
      shop.database.text(
        `SELECT o.sta, o.oldinfo, m.money, m.\`rank\`, m.exptime FROM dede_member_operation o, dede_member m
         WHERE o.buyid='${topUpNo(101)}'`,
      );

    const gives = "UPDATE dede_member SET money=money+100";
    const marks = `UPDATE dede_member_operation SET sta=2, oldinfo='+100 ${mark}'`;
    const another = "INSERT INTO dede_member_operation (buyid, product, mid, sta) VALUES ('another', 'card', 7, 2)";

    it.each([
      ["nothing was done: it is done now", [], "done", `2 +100 ${mark} 100 10 0`],
      ["gold was given: only the mark is made", [gives], "done", `2 +100 ${mark} 100 10 0`],
      ["only the mark was made: a person gives the gold", [marks], "needs_person half_done", `2 +100 ${mark} 0 10 0`],
      ["all was done", [gives, marks], "already_done", `2 +100 ${mark} 100 10 0`],
      [
        "the member's gold changed since: a person looks",
        [gives, "UPDATE dede_member SET money=money-30"],
        "needs_person interrupted_unclear",
        "0  70 10 0",
      ],
      [
        "another order gave as much since: a person looks",
        [another, gives],
        "needs_person interrupted_unclear",
        "0  100 10 0",
      ],
    ])("with gold where %s", async (_, parts, answer, rows) => {
      for (const how of ["told", "lost"] as const) {
        await stockShop(shop.database);
        await addTopUp(shop.database, 101, "card");
        expect([wordOf(await again(await breakAfter(parts, how))), await world()]).toEqual([answer, rows]);
      }
    });

    it("begins anew once a person has looked at what could not be told, and sent it on", async () => {
      await addTopUp(shop.database, 101, "card");
      const broken = await breakAfter([another]);
      const unclear = await again(broken);
      expect(wordOf(unclear)).toBe("needs_person interrupted_unclear");
      expect(wordOf(await again(broken, tryOf(unclear)))).toBe("done");
      expect(await shop.database.text("SELECT money FROM dede_member")).toBe("100");
    });

    const upgrades = "UPDATE dede_member SET `rank`=50, uptime=UNIX_TIMESTAMP(), exptime=30, money=5, scores=7";
    const marksRank = `UPDATE dede_member_operation SET sta=2, oldinfo='rank 50, 30 days ${mark}'`;
    const spends = "UPDATE dede_member SET money=1";

    it.each([
      ["nothing was done", [], "done", `2 rank 50, 30 days ${mark} 5 50 30`],
      ["the rank was given", [upgrades], "done", `2 rank 50, 30 days ${mark} 5 50 30`],
      ["only the mark was made", [marksRank], "needs_person half_done", `2 rank 50, 30 days ${mark} 0 10 0`],
      ["gold was spent since", [upgrades, spends], "done", `2 rank 50, 30 days ${mark} 1 50 30`],
    ])("with a rank where %s", async (_, parts, answer, rows) => {
      await addTopUp(shop.database, 101, "member");
      const broken = await breakAfter(parts);
      // The statement's own moment is what tells one upgrade from another.
      const { interruption } = JSON.parse(broken.excerpt ?? "") as { interruption: { after: { uptime: number } } };
      await shop.database.rows(`UPDATE dede_member SET uptime=${interruption.after.uptime} WHERE exptime=30`);
      expect([wordOf(await again(broken)), await world()]).toEqual([answer, rows]);
    });

    const sells = "UPDATE dede_moneycard_record SET uid=7, isexp=1 WHERE cardid='C-1'";
    const names = `UPDATE dede_member_operation SET sta=2, oldinfo='卡号：C-1 ${mark}'`;

    it.each([
      ["nothing was done", [], "done"],
      ["the card was taken: it is named now", [sells], "done"],
      ["the card was only named: it is taken now", [names], "already_done"],
      ["all was done", [sells, names], "already_done"],
    ])("with a card where %s", async (_, parts, answer) => {
      await addTopUp(shop.database, 101, "card");
      await shop.database.rows("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1'), (1, 'C-2')");
      expect(wordOf(await again(await breakAfter(parts)))).toBe(answer);
      expect(await world()).toBe(`2 卡号：C-1 ${mark} 0 10 0`);
      expect(await shop.database.text("SELECT cardid, uid, isexp FROM dede_moneycard_record")).toBe("C-1 7 1\nC-2 0 0");
    });
  });
});
