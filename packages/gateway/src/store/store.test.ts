import { DedepayError } from "@dedepay/errors";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { openAdapter } from "./open-adapter.ts";
import { StaleVersion, Store } from "./store.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await database.release();
});

function openStore(): Promise<Store> {
  return Store.open(openAdapter(database.choice), 0);
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

describe("an integer", () => {
  it("gives fen as bigint and every other integer as a number, beyond 32 bits too", async () => {
    const store = await openStore();
    await store.run((db) => insertIfAbsent(db, "audit", audit("x")));
    const row = await store.run((db) =>
      sql<{
        amountFen: unknown;
        atMs: unknown;
      }>`select 9007199254740993 as amount_fen, created_at_ms as at_ms from audit`.execute(db),
    );
    expect(row.rows).toEqual([{ amountFen: 9007199254740993n, atMs: 1_767_225_600_000 }]);
    await expect(store.run((db) => sql`select 9007199254740993 as count`.execute(db))).rejects.toThrow(RangeError);
    await store.close();
  });
});

describe("a unit of work", () => {
  it("leaves nothing behind when it throws", async () => {
    const store = await openStore();
    const failing = store.inTransaction(async (db) => {
      await insertIfAbsent(db, "audit", audit("gone"));
      throw new TypeError("no");
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await store.run((db) => db.selectFrom("audit").selectAll().execute())).toEqual([]);
    await store.close();
  });

  it("is run again from its start where a version was stale, and gives up as 1001 where that never ends", async () => {
    const store = await openStore();
    let runs = 0;
    await store.inTransaction(async (db) => {
      runs += 1;
      await insertIfAbsent(db, "audit", audit(`run-${runs}`));
      if (runs < 3) throw new StaleVersion("x");
    });
    expect(await store.run((db) => db.selectFrom("audit").select("id").execute())).toEqual([{ id: "run-3" }]);
    const endless = store.inTransaction(async () => {
      throw new StaleVersion("x");
    });
    await expect(endless).rejects.toMatchObject({ unified: 1001 });
    await store.close();
  });

  it("does not call our own mistake a database that is down", async () => {
    const store = await openStore();
    await store.run((db) => db.insertInto("audit").values(audit("x")).execute());
    const twice = store.run((db) => db.insertInto("audit").values(audit("x")).execute());
    await expect(twice).rejects.not.toBeInstanceOf(DedepayError);
    await store.close();
  });
});

it("says that a row with the same key was there, and keeps the first one", async () => {
  const store = await openStore();
  expect(await store.run((db) => insertIfAbsent(db, "audit", audit("x")))).toBe(true);
  expect(await store.run((db) => insertIfAbsent(db, "audit", { ...audit("x"), actor: "other" }))).toBe(false);
  expect(await store.run((db) => db.selectFrom("audit").select("actor").execute())).toEqual([{ actor: "a" }]);
  await store.close();
});
