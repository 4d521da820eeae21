import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseSettings } from "../formats/site-settings.ts";
import type { DatabaseFacts } from "../inspect/installation-database.ts";
import { goodSettings, storedConfig } from "../testing/fake-installation.ts";
import { openShopDatabase, type ShopDatabase, shopServerUrl } from "../testing/shop-database.ts";
import { cmsDatabase } from "./cms-database.ts";
import { addressOf, openReadOnly } from "./read-only-session.ts";

const serverUrl = shopServerUrl ?? "";
const nowS = 1_795_400_000;

function settingsOf({ host, port, name, user, password }: ShopDatabase): DatabaseSettings {
  return { type: "mysql", host: `${host}:${port}`, name, user, password, prefix: "dede_", charset: "utf8" };
}

describe.skipIf(serverUrl === "").each([
  { engine: "MyISAM", charset: "gbk" },
  { engine: "InnoDB", charset: "utf8" },
] as const)("the database of a shop on $engine in $charset", (kind) => {
  let database: ShopDatabase;
  let facts: DatabaseFacts;

  beforeAll(async () => {
    database = await openShopDatabase(kind);
    const config = storedConfig(goodSettings).replaceAll("'", "\\'");
    await database.rows(`
      CREATE TABLE dede_addonshop (aid int, trueprice float) ENGINE=${kind.engine};
      INSERT INTO dede_payment (id, code, name, fee, config, enabled) VALUES (3, 'alipay', '支付宝', '2', '${config}', 1);
      INSERT INTO dede_shops_orders (oid, paytype, price, priceCount, state, stime) VALUES
        ('S-P1795372888RN101', 3, 148.21, 150.21, 0, ${nowS}),
        ('S-P1795372888RN102', 2, 1, 1, 0, ${nowS}),
        ('S-P1795372888RN103', 3, 1, 1, 0, ${nowS - 100}),
        ('S-P1795372888RN104', 3, 150037.21, 150037.21, 0, ${nowS - 1}),
        ('S-P1795372888RN105', 3, 7.01, 7.01, 1, ${nowS}),
        ('S-P1795372888RN106', 3, 80.21, 80.21, 0, ${nowS - 100}),
        ('S-P1795372888RN106', 3, 900.21, 900.21, 0, ${nowS - 100});
      INSERT INTO dede_shops_products (oid, price, buynum) VALUES ('S-P1795372888RN101', 74.10, 1),
        ('S-P1795372888RN101', 74.11, 1), ('S-P1795372888RN104', 150037.21, 1), ('S-P1795372888RN105', 888, 1);
      INSERT INTO dede_member_operation (buyid, product, money, mtime, sta) VALUES
        ('M7T1795373629RN593', 'card', 30, ${nowS - 2}, 0), ('M7T1795373629RN594', 'archive', 30, ${nowS}, 0),
        ('M8T1795373629RN595', 'member', 30, ${nowS}, 2), ('M8T1795373629RN596', 'card', 30, ${nowS - 100}, 0),
        ('M8T1795373629RN596', 'card', 75, ${nowS - 100}, 0);
      INSERT INTO dede_moneycard_type VALUES (1, 100, 30, '百元卡'); INSERT INTO dede_addonshop VALUES (1, 12345.67), (2, 9);`);
    facts = await cmsDatabase(settingsOf(database)).readFacts(nowS - 50);
  });
  afterAll(() => database?.close());

  it("is read as text whatever its charset", () => {
    expect(facts.server).toMatchObject({ characterSet: "utf8mb4", readOnlyEnforced: true });
    expect(facts.paymentRows).toEqual([
      { id: 3, code: "alipay", enabled: true, fee: "2", config: storedConfig(goodSettings) },
    ]);
    expect(facts.tables).toContainEqual({
      name: "shops_orders",
      engine: kind.engine,
      characterSet: kind.charset === "gbk" ? "gbk" : expect.stringMatching(/^utf8/),
    });
  });

  it("tells doubled, large and rewritten orders in fen", () => {
    expect(facts.orders.doubled).toEqual({
      total: 2,
      first: [
        { orderNo: "S-P1795372888RN106", rows: 2, totalsFen: [8021n, 90_021n] },
        { orderNo: "M8T1795373629RN596", rows: 2, totalsFen: [3000n, 7500n] },
      ],
    });
    expect(facts.orders.floatTotals.first).toEqual([
      { orderNo: "S-P1795372888RN104", totalFen: 15_003_720n, state: 0 },
    ]);
    expect(facts.orders.rewritten.first).toEqual([
      { orderNo: "S-P1795372888RN105", totalFen: 701n, state: 1, priceFen: 701n, goodsFen: 88_800n },
    ]);
    expect(facts.orders).toMatchObject({ roundedPrices: 1, sellsVirtual: true });
  });

  it("lists the recent unpaid orders by Alipay, newest first", () => {
    expect(facts.orders.unpaid).toEqual([
      { orderNo: "S-P1795372888RN101", amountFen: 15_021n, kind: "goods", madeAtS: nowS },
      { orderNo: "S-P1795372888RN104", amountFen: 15_003_720n, kind: "goods", madeAtS: nowS - 1 },
      { orderNo: "M7T1795373629RN593", amountFen: 3000n, kind: "member", madeAtS: nowS - 2 },
    ]);
  });

  it("can't be written in the session which looks at it", async () => {
    const { connection } = await openReadOnly(settingsOf(database));
    try {
      for (const statement of [
        "UPDATE dede_shops_orders SET state=1",
        "DELETE FROM dede_payment",
        "DROP TABLE dede_payment",
      ]) {
        await expect(connection.query(statement)).rejects.toMatchObject({
          code: "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION",
        });
      }
    } finally {
      connection.destroy();
    }
    expect(await database.rows("SELECT state FROM dede_shops_orders WHERE state=1")).toHaveLength(1);
  });

  it("is read as far as it goes where a table is missing", async () => {
    await database.rows("DROP TABLE dede_moneycard_type; DROP TABLE dede_member_type; DROP TABLE dede_addonshop");
    const again = await cmsDatabase(settingsOf(database)).readFacts(nowS);
    expect(again.orders).toMatchObject({ sellsVirtual: false, roundedPrices: 0 });
    expect(again.orders.unpaid).toHaveLength(1);
  });
});

describe.skipIf(serverUrl === "")("a database which can't be used", () => {
  const url = serverUrl === "" ? new URL("mysql://x") : new URL(serverUrl);
  const good = {
    type: "mysql",
    host: `${url.hostname}:${url.port}`,
    name: "dedepay",
    user: "root",
    password: "",
    prefix: "dede_",
    charset: "",
  };

  it.each([
    ["denied", { user: "nobody", password: "top-secret" }],
    ["no_database", { name: "no_such_database" }],
    ["no_answer", { host: "127.0.0.1:1", password: "top-secret" }],
    ["no_answer", { host: "localhost:/no/such/socket" }],
    ["not_mysql", { type: "sqlite" }],
    ["odd_prefix", { prefix: "x`; DROP" }],
  ])("is %s, without the password", async (trouble, change) => {
    const attempt = cmsDatabase({ ...good, ...change }).readFacts(0);
    await expect(attempt).rejects.toMatchObject({ name: "UnreachableDatabase", trouble });
    await expect(attempt).rejects.not.toThrow(/top-secret/);
  });
});

describe("the address of a database as PHP reads it", () => {
  it.each([
    ["db.example.com", { host: "db.example.com", port: 3306 }],
    ["db.example.com:3307", { host: "db.example.com", port: 3307 }],
    ["localhost:3307", { host: "127.0.0.1", port: 3307 }],
    ["localhost:/tmp/x.sock", { host: "localhost", port: 0, socketPath: "/tmp/x.sock" }],
  ])("%s", (text, expected) => {
    expect(addressOf(text)).toEqual(expected);
  });
});
