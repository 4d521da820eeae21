import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBareDatabase, type TestDatabase } from "../testing/test-database.ts";
import { DatabaseRefused } from "./database-refused.ts";
import { openAdapter } from "./open-adapter.ts";
import { Store } from "./store.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openBareDatabase();
});
afterEach(async () => {
  await database.release();
});

async function refusalOf(databaseUrl: string): Promise<DatabaseRefused> {
  try {
    const store = await Store.open(openAdapter({ databaseUrl }), 0);
    await store.close();
  } catch (error) {
    if (error instanceof DatabaseRefused) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("an address that can't be used", () => {
  it.each([
    ["no URL at all: geheim", "address"],
    ["oracle://u:geheim@h/d", "address"],
    ["postgres://u:geheim@h", "address"],
    ["mariadb://:geheim@h/d", "address"],
    ["mariadb://u:geheim%ZZ@h/d", "address"],
    ["mariadb://u:geheim@h/d?socket=x", "address"],
    ["mariadb://u:geheim@127.0.0.1:1/d", "unreachable"],
    ["postgres://u:geheim@127.0.0.1:1/d", "unreachable"],
  ])("is refused with the setting to change and without the password: %s", async (url, reason) => {
    const refusal = await refusalOf(url);
    expect(refusal).toMatchObject({ reason, setting: "DEDEPAY_DATABASE_URL" });
    for (const text of [refusal.message, refusal.text.zh, refusal.text.en]) {
      expect(text).toContain("DEDEPAY_DATABASE_URL=");
      expect(text).not.toContain("geheim");
    }
  });

  it("is told apart: a database that is not there, a user that is not let in", async () => {
    if (database.choice.databaseUrl === undefined) return;
    const url = new URL(database.choice.databaseUrl);
    url.pathname = "/not_there";
    expect(await refusalOf(url.href)).toMatchObject({ reason: "missing" });
    url.username = "nobody_known";
    url.password = "geheim";
    const refusal = await refusalOf(url.href);
    expect(refusal).toMatchObject({ reason: "denied" });
    expect(refusal.message).not.toContain("geheim");
  });
});

describe("an id", () => {
  it("differs from its other cases, accents and trailing spaces", async () => {
    const store = await Store.open(openAdapter(database.choice), 0);
    const ids = ["a", "A", "ä", "a ", "a\u0301"];
    const row = { actor: "x", action: "x", subject: "商品😀", detailJson: "{}", requestId: "r", createdAtMs: 0 };
    for (const id of ids)
      await store.run((db) =>
        db
          .insertInto("audit")
          .values({ ...row, id })
          .execute(),
      );
    const found = await store.run((db) => db.selectFrom("audit").selectAll().where("id", "=", "a ").execute());
    expect(found).toEqual([{ ...row, id: "a " }]);
    const sorted = await store.run((db) => db.selectFrom("audit").select("id").orderBy("id").execute());
    expect(sorted.map(({ id }) => id)).toEqual(["A", "a", "a ", "a\u0301", "ä"]);
    await store.close();
  });
});

describe("units of work that meet", () => {
  it("each have their effect once, whatever the database makes of the meeting", async () => {
    const stores = [
      await Store.open(openAdapter(database.choice), 0),
      await Store.open(openAdapter(database.choice), 0),
    ];
    const first = stores[0];
    if (first === undefined) throw new Error("no store");
    const counter = { paymentId: "p", step: 0, nextAtMs: null, lastAtMs: null, firstAtMs: 0, unknownSinceMs: null };
    await first.run((db) => db.insertInto("queries").values(counter).execute());
    await first.run((db) =>
      db
        .insertInto("queries")
        .values({ ...counter, paymentId: "q" })
        .execute(),
    );
    // Half of them take the two rows the other way round: that is a deadlock wherever rows are locked one by one.
    const orders = [
      ["p", "q"],
      ["q", "p"],
    ];
    const work = Array.from({ length: 8 }, (_, n) =>
      (stores[n % 2] ?? first).inTransaction(async (db) => {
        for (const paymentId of orders[n % 2] ?? []) {
          const row = await db
            .selectFrom("queries")
            .select("step")
            .where("paymentId", "=", paymentId)
            .executeTakeFirst();
          if (row === undefined) throw new Error("gone");
          await db
            .updateTable("queries")
            .set((eb) => ({ step: eb("step", "+", 1) }))
            .where("paymentId", "=", paymentId)
            .execute();
        }
      }),
    );
    await Promise.all(work);
    expect(await first.run((db) => db.selectFrom("queries").select("step").execute())).toEqual([
      { step: 8 },
      { step: 8 },
    ]);
    await Promise.all(stores.map((store) => store.close()));
  });
});
