import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DedepayError } from "@dedepay/errors";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "../platform/open-sqlite.ts";
import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { Store } from "./store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-store-"));
  file = join(folder, "store.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
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

  it("gives each value its own name when another process has changed a table", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    const other = openSqlite(file);
    other.exec(
      "create table one (a, b); insert into one values (1, 2); create table two (c); insert into two values (3)",
    );
    const look = async (): Promise<unknown> =>
      (await store.run((db) => sql.raw("select one.*, two.* from one, two").execute(db))).rows;
    expect(await look()).toEqual([{ a: 1, b: 2, c: 3 }]);
    other.exec("alter table one add column added default 4");
    expect(await look()).toEqual([{ a: 1, b: 2, added: 4, c: 3 }]);
    other.close();
    await store.close();
  });

  it("runs a statement again that it has forgotten among many others", async () => {
    const store = await Store.open(createSqliteAdapter(file), 0);
    const answer = async (number: number): Promise<unknown> =>
      (await store.run((db) => sql.raw<{ n: number }>(`select ${number} as n`).execute(db))).rows[0];
    for (let number = 0; number < 2500; number++) expect(await answer(number)).toEqual({ n: number });
    expect(await answer(0)).toEqual({ n: 0 });
    await store.close();
  });

  it("is refused with its setting and SQLite's own number where the file is damaged, absent or may not be written", async () => {
    const refusalOf = async (path: string): Promise<unknown> => {
      try {
        await (await Store.open(createSqliteAdapter(path), 0)).close();
        return "it was taken";
      } catch (error) {
        return error;
      }
    };
    writeFileSync(file, "no database at all, ".repeat(100));
    const damaged = { name: "DatabaseRefused", reason: "trouble", setting: "DEDEPAY_DATA", address: file };
    expect(await refusalOf(file)).toMatchObject({ ...damaged, text: { en: expect.stringContaining("(26)") } });
    const nowhere = join(folder, "no", "such.db");
    expect(await refusalOf(nowhere)).toMatchObject({
      reason: "trouble",
      text: { zh: expect.stringContaining("（14）") },
    });
  });
});
