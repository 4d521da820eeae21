import { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBareDatabase, type TestDatabase } from "../testing/test-database.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { migrations } from "./migrations.ts";
import { openAdapter } from "./open-adapter.ts";
import { findSite, putSiteSettings, shipsAutomatically } from "./sites.ts";
import { Store } from "./store.ts";
import { tableNames } from "./tables.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openBareDatabase();
});
afterEach(async () => {
  await database.release();
});

function openStore(nowMs = 0): Promise<Store> {
  return Store.open(openAdapter(database.choice), nowMs);
}

const audit = (id: string): Parameters<typeof insertIfAbsent<"audit">>[2] => ({
  id,
  actor: "a",
  action: "b",
  subject: "c",
  detailJson: "{}",
  requestId: "r",
  createdAtMs: 1_767_225_600_000,
});

describe("the migrations", () => {
  it("are harmless when run three times, and keep the rows", async () => {
    for (let round = 0; round < 3; round += 1) {
      const store = await openStore(round);
      await store.run((db) => insertIfAbsent(db, "audit", audit(`row-${round}`)));
      const steps = await store.run((db) => db.selectFrom("schemaSteps").selectAll().execute());
      expect(steps).toHaveLength(migrations.length);
      expect(new Set(steps.map((step) => step.appliedAtMs))).toEqual(new Set([0]));
      await store.close();
    }
    expect(await database.rows("select id from audit")).toHaveLength(3);
  });

  it("are harmless when every step is run again without its record", async () => {
    await (await openStore()).close();
    await database.rows("delete from schema_steps");
    const store = await openStore(1);
    expect(await store.run((db) => db.selectFrom("schemaSteps").select("name").execute())).toHaveLength(
      migrations.length,
    );
    await store.close();
  });

  it("may be run by twenty at once", async () => {
    const stores = await Promise.all(Array.from({ length: 20 }, () => openStore()));
    expect(await database.rows("select name from schema_steps")).toHaveLength(migrations.length);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("go on where an earlier run stopped halfway", async () => {
    await (await openStore()).close();
    await database.rows("drop table audit");
    await database.rows("delete from schema_steps where name = 'create audit'");
    const store = await openStore(1);
    expect(await store.run((db) => insertIfAbsent(db, "audit", audit("x")))).toBe(true);
    await store.close();
  });
});

describe("a site from before auto_ship", () => {
  it("has its virtual goods shipped as before, and may change that", async () => {
    const before = await openStore();
    await before.run((db) =>
      db
        .insertInto("sites")
        .values({
          ...{ id: "tea", name: "茶铺", webhookUrl: null, webhookSecretSealed: Buffer.from("x") },
          ...{ returnOriginsJson: "[]", defaultAccountId: null, createdAtMs: 0 },
        })
        .execute(),
    );
    await before.close();
    await database.rows("drop table site_shipping");
    await database.rows("delete from schema_steps where name = 'create site_shipping'");
    const store = await openStore(1);
    const told = (): Promise<unknown[]> =>
      store.run(async (db) => [(await findSite(db, "tea"))?.autoShip, await shipsAutomatically(db, "tea")]);
    expect(await told()).toEqual([true, true]);
    const settings = { mode: "test", disabledAtMs: null } as const;
    for (const autoShip of [false, true, false]) {
      await store.inTransaction((db) => putSiteSettings(db, "tea", { ...settings, autoShip }));
      expect(await told()).toEqual([autoShip, autoShip]);
    }
    await store.close();
  });
});

/** Tables and columns in words that all databases share; an id and a text are both text here. */
async function schemaManifest(): Promise<string> {
  const db = new Kysely<object>({ dialect: openAdapter(database.choice).dialect });
  const tables = (await db.introspection.getTables()).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  await db.destroy();
  const lines = tables.flatMap(({ name, columns }) => [
    name,
    ...columns.map((column) => `  ${column.name} ${wordFor(column.dataType)}${column.isNullable ? " optional" : ""}`),
  ]);
  return `${lines.join("\n")}\n`;
}

function wordFor(dataType: string): string {
  const words = { text: /char|text/i, integer: /int/i, bytes: /blob|bytea/i };
  return Object.entries(words).find(([, pattern]) => pattern.test(dataType))?.[0] ?? dataType;
}

describe("the schema", () => {
  it("is the one that is written down, on every database", async () => {
    await (await openStore()).close();
    await expect(await schemaManifest()).toMatchFileSnapshot("testdata/schema.txt");
  });

  it("has every table in the list by which tests empty it and MariaDB's charset is checked", async () => {
    await (await openStore()).close();
    const tables = (await schemaManifest()).split("\n").filter((line) => line !== "" && !line.startsWith(" "));
    expect([...tableNames].sort()).toEqual(tables);
  });
});
