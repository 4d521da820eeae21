// A connected shop on PHP and MariaDB, its orders tampered with; compared and mended through both ways in.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signTestNotification } from "@dedepay/alipay";
import type { Gateway } from "@dedepay/gateway";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { writeFakeShop } from "../../testing/fake-shop.ts";
import { type PhpServer, phpHas, startPhpServer } from "../../testing/php-server.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";
import { createShopTables, type ShopTables } from "../../testing/shop-tables.ts";
import { withGateway } from "../../with-gateway.ts";

const serverUrl = process.env["DEDEPAY_TEST_MARIADB_URL"] ?? "";
const partner = "2088101112223334";
const soon = { timeout: 20_000, interval: 50 };

let folder = "";
let tables: ShopTables;
let php: PhpServer;
let site = "";
const shopFolder = (): string => join(folder, "shop");
const data = (): string => join(folder, "data");

describe.skipIf(serverUrl === "" || !phpHas("mysqli", "curl")).each(["webhook", "database"] as const)(
  "a shop that is connected by its %s (DEDEPAY_TEST_MARIADB_URL, php-mysql, php-curl)",
  (way) => {
    // One shop for all, as it goes through a day: connecting one is most of the time.
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "dedepay-reconcile-"));
      tables = createShopTables(serverUrl, way === "database" ? "InnoDB" : "MyISAM");
      tables.sql(`INSERT INTO dede_payment (id, code, config) VALUES (2, 'bank', ''), (3, 'alipay', '');
        INSERT INTO dede_moneycard_type (tid, num) VALUES (1, 100);
        INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'CARD-SECRET-1');
        INSERT INTO dede_member (mid) VALUES (7)`);
      writeFakeShop(shopFolder(), { edition: "utf-8", baseHost: "" });
      php = await startPhpServer(shopFolder(), ["mysqli", "curl"]);
      writeFakeShop(shopFolder(), { edition: "utf-8", baseHost: php.url, database: tables.settings });
      site = new URL(php.url).host.replace(/\W/g, "-");
      expect(await install("--way", way)).toMatchObject({ code: 0 });
    });
    afterAll(async () => {
      await php.close();
      tables.drop();
      rmSync(folder, { recursive: true, force: true });
    });

    const install = (...flags: string[]) =>
      run("install", shopFolder(), "--public-url", "https://pay.example.com", "--yes", ...flags);
    const reconcile = (...flags: string[]) => run("reconcile", "--site", site, "--no-query", ...flags);
    const kinds = async (...flags: string[]): Promise<string[]> => {
      const { printed } = await reconcile("--json", ...flags);
      const { mismatches } = JSON.parse(printed) as { mismatches: Record<string, string | null>[] };
      return mismatches.map(({ kind, order_no, applied }) => [order_no, kind, applied].filter(Boolean).join(" "));
    };

    it("fits after what was paid was delivered", async () => {
      await pay([goods(1), card(2), goods(4)]);
      expect(await reconcile()).toMatchObject({ code: 0, printed: expect.stringContaining("全部对得上") });
    });

    it("is listed, and mended on a yes, row by row", async () => {
      await pay([goods(3, { rows: 0 })]);
      // Delivered to nobody, sold to nobody, set back, and a card that could be sold twice.
      tables.sql(`INSERT INTO dede_shops_orders (oid, price, priceCount, state, stime) VALUES ('${goodsNo(9)}', 5, 5, 1, ${nowS()});
        INSERT INTO dede_shops_products VALUES ('${goodsNo(9)}', 5, 1);
        INSERT INTO dede_moneycard_record (ctid, cardid, isexp, uid, utime) VALUES (2, 'CARD-SECRET-2', 1, 7, ${nowS()});
        UPDATE dede_moneycard_record SET isexp=0, uid=0 WHERE cardid='CARD-SECRET-1';
        UPDATE dede_shops_orders SET state=0 WHERE oid='${goodsNo(4)}'`);
      const listed = await reconcile();
      expect(listed.code).toBe(1);
      expect(listed.printed).toContain("没有改动任何数据");
      expect(listed.printed).not.toContain("CARD-SECRET");
      const found = [
        `${goodsNo(3)} paid_not_delivered`,
        `${goodsNo(4)} paid_not_delivered`,
        `${goodsNo(9)} delivered_not_paid`,
        "card_sold_without_order",
        `${cardNo(2)} card_could_be_sold_again`,
      ];
      expect(await kinds()).toEqual(found);
      expect(await reconcile("--yes")).toMatchObject({ code: 2 });
      // The order is made again, and its delivery sent; the rest waits.
      tables.sql(insertGoods(3));
      const answers = way === "database" ? ["y", "n", "y"] : ["y", "n"];
      const mended = await runWith(answers, "reconcile", "--site", site, "--no-query", "--apply");
      expect(mended.printed).toContain("✓ 已修复 done");
      await deliverAll();
      expect(tables.sql(`SELECT state FROM dede_shops_orders WHERE oid='${goodsNo(3)}'`)).toBe("1");
      expect(tables.sql("SELECT isexp FROM dede_moneycard_record WHERE cardid='CARD-SECRET-1'")).toBe(
        way === "database" ? "1" : "0",
      );
      const left = found.slice(1).filter((one) => way === "webhook" || !one.endsWith("sold_again"));
      expect(await kinds()).toEqual(left);
    });

    it("stays with its way when it is installed again, until somebody names the other", async () => {
      const isByDatabase = async (): Promise<boolean> => (await run("check-db", site)).code === 0;
      expect(await install()).toMatchObject({ code: 0 });
      expect(await isByDatabase()).toBe(way === "database");
      expect(await install("--way", way === "database" ? "webhook" : "database")).toMatchObject({ code: 0 });
      expect(await isByDatabase()).toBe(way === "webhook");
      expect(await install("--way", way)).toMatchObject({ code: 0 });
    });

    it("is not there under another name", async () => {
      expect(await run("reconcile", "--site", "none")).toMatchObject({ code: 1 });
      expect(await run("check-db", "none")).toMatchObject({ code: 2 });
      expect(await run("check-db", site)).toMatchObject({ code: way === "database" ? 0 : 2 });
    });

    it("can't be compared while it does not answer, and says why", async () => {
      if (way === "webhook") await php.close();
      else tables.sql("DROP TABLE dede_shops_orders");
      const { code, complained } = await reconcile();
      expect(code).toBe(1);
      expect(complained).toContain(way === "webhook" ? "connect:ECONNREFUSED" : "database_refused:ER_NO_SUCH_TABLE");
      if (way === "webhook") return;
      expect(await run("check-db", site)).toMatchObject({ code: 1, printed: expect.stringContaining("shops_orders") });
    });
  },
);

async function run(...parameters: string[]) {
  return runWith([], ...parameters);
}

async function runWith(answers: readonly string[], ...parameters: string[]) {
  const surroundings = { ...recordedSurroundings({ answers }), sleep: async () => undefined };
  const place = ["--data", data()];
  const loopback = /^(install|verify|reconcile|uninstall)$/.test(parameters[0] ?? "")
    ? ["--egress-allow", "loopback"]
    : [];
  const code = await runCommandLine(["dedecms", ...parameters, ...place, ...loopback], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

type Order = { readonly orderNo: string; readonly amountFen: bigint; readonly goods: "physical" | "virtual" };
const nowS = (): number => Math.floor(Date.now() / 1000);
const goodsNo = (n: number): string => `S-P1795372888RN10${n}`;
const cardNo = (n: number): string => `M7T1795373629RN10${n}`;
const insertGoods = (n: number): string =>
  `INSERT INTO dede_shops_orders (oid, price, priceCount, stime) VALUES ('${goodsNo(n)}', ${n}, ${n}, ${nowS()});
   INSERT INTO dede_shops_products VALUES ('${goodsNo(n)}', ${n}, 1)`;

function goods(n: number, { rows = 1 } = {}): Order {
  if (rows === 1) tables.sql(insertGoods(n));
  return { orderNo: goodsNo(n), amountFen: BigInt(n * 100), goods: "physical" };
}

function card(n: number): Order {
  tables.sql(
    `INSERT INTO dede_member_operation (buyid, product, money, mtime, pid, mid) VALUES ('${cardNo(n)}', 'card', 30, ${nowS()}, 1, 7)`,
  );
  return { orderNo: cardNo(n), amountFen: 3000n, goods: "virtual" };
}

const onGateway = <T>(use: (gateway: Gateway) => Promise<T>): Promise<T> =>
  withGateway({ data: data(), surroundings: recordedSurroundings(), egressAllow: ["loopback"] }, use);

/** Each is paid at Alipay, which says so; then the gateway works until nothing is under way. */
async function pay(orders: readonly Order[]): Promise<void> {
  await onGateway(async (gateway) => {
    for (const order of orders) {
      const { payment } = await gateway.createPayment({ ...order, siteId: site, subject: "test", requestId: "req" });
      const rawBody = signTestNotification(
        { protocol: "mapi", signType: "MD5", md5Key: "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab" },
        {
          ...{ notify_type: "trade_status_sync", notify_id: payment.id, notify_time: "2026-12-01 12:00:00" },
          ...{ out_trade_no: payment.attempts[0]?.out_trade_no ?? "", trade_no: `2026${order.orderNo.slice(-6)}` },
          ...{
            trade_status: "TRADE_SUCCESS",
            total_fee: (Number(order.amountFen) / 100).toFixed(2),
            seller_id: partner,
          },
        },
      );
      const accountId = payment.account;
      expect(await gateway.acceptNotification({ accountId, rawBody, requestId: "req" })).toMatchObject({
        answer: "success",
      });
    }
  });
  await deliverAll();
}

async function deliverAll(): Promise<void> {
  await onGateway(async (gateway) => {
    gateway.start();
    await vi.waitFor(async () => {
      const { payments } = await gateway.listSiteBooks({ siteId: site });
      const open = payments.flatMap(({ deliveries }) => deliveries).filter(({ status }) => !/done|parked/.test(status));
      expect(open).toEqual([]);
    }, soon);
  });
}
