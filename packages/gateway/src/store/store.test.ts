import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DedepayError } from "@dedepay/errors";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "../platform/open-sqlite.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { migrations } from "./migrations.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { StaleVersion, Store } from "./store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-store-"));
  file = join(folder, "store.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

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
  it("are harmless when run again, and keep the rows", async () => {
    for (let round = 0; round < 3; round += 1) {
      const store = await Store.open(createSqliteAdapter(file), round);
      await store.run((db) => insertIfAbsent(db, "audit", audit(`row-${round}`)));
      const steps = await store.run((db) => db.selectFrom("schemaSteps").selectAll().execute());
      expect(steps).toHaveLength(migrations.length);
      expect(new Set(steps.map((step) => step.appliedAtMs))).toEqual(new Set([0]));
      await store.close();
    }
    const store = await Store.open(createSqliteAdapter(file), 9);
    expect(await store.run((db) => db.selectFrom("audit").select("id").execute())).toHaveLength(3);
    await store.close();
  });

  it("may be run by several at once", async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => Store.open(createSqliteAdapter(file), 0)));
    await Promise.all(stores.map((store) => store.close()));
  });

  it("go on where an earlier run stopped halfway", async () => {
    const half = await Store.open(createSqliteAdapter(file), 0);
    await half.run((db) => sql`drop table audit`.execute(db));
    await half.run((db) => db.deleteFrom("schemaSteps").where("name", "=", "create audit").execute());
    await half.close();
    const store = await Store.open(createSqliteAdapter(file), 1);
    expect(await store.run((db) => insertIfAbsent(db, "audit", audit("x")))).toBe(true);
    await store.close();
  });
});

describe("the embedded database", () => {
  it("commits to the disk and writes ahead", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    const pragma = async (name: string): Promise<unknown> =>
      (await store.run((db) => sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db))).rows[0];
    expect(await pragma("journal_mode")).toEqual({ journalMode: "wal" });
    expect(await pragma("synchronous")).toEqual({ synchronous: 2 });
    await store.close();
  });

  it("gives fen as bigint and every other integer as a number, beyond 32 bits too", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
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
    const store = await Store.open(createSqliteAdapter(file), 0);
    const failing = store.inTransaction(async (db) => {
      await insertIfAbsent(db, "audit", audit("gone"));
      throw new TypeError("no");
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(await store.run((db) => db.selectFrom("audit").selectAll().execute())).toEqual([]);
    await store.close();
  });

  it("is run again from its start where a version was stale, and gives up as 1001 where that never ends", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
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

  it("waits for a writer in another process, and is 1001 where that one does not end", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    const other = openSqlite(file);
    other.exec("begin immediate");
    await expect(store.inTransaction(async () => {})).rejects.toBeInstanceOf(DedepayError);
    other.exec("commit");
    await expect(store.inTransaction(async () => "done")).resolves.toBe("done");
    other.close();
    await store.close();
  });

  it("takes the write lock before it reads, so that what it read is still true when it writes", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    const other = openSqlite(file);
    await store.inTransaction(async (db) => {
      await db.selectFrom("audit").selectAll().execute();
      expect(() => other.exec("begin immediate")).toThrow();
    });
    other.exec("begin immediate");
    other.exec("commit");
    other.close();
    await store.close();
  });

  it("does not call our own mistake a database that is down", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    await store.run((db) => db.insertInto("audit").values(audit("x")).execute());
    const twice = store.run((db) => db.insertInto("audit").values(audit("x")).execute());
    await expect(twice).rejects.not.toBeInstanceOf(DedepayError);
    await store.close();
  });
});

it("says that a row with the same key was there, and keeps the first one", async () => {
  const store = await Store.open(createSqliteAdapter(file), 0);
  expect(await store.run((db) => insertIfAbsent(db, "audit", audit("x")))).toBe(true);
  expect(await store.run((db) => insertIfAbsent(db, "audit", { ...audit("x"), actor: "other" }))).toBe(false);
  expect(await store.run((db) => db.selectFrom("audit").select("actor").execute())).toEqual([{ actor: "a" }]);
  await store.close();
});
