import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { insertIfAbsent } from "./insert-if-absent.ts";
import { openAdapter } from "./open-adapter.ts";
import { type Db, StaleVersion, Store } from "./store.ts";

let database: TestDatabase;
let store: Store;
let undone: number;

beforeEach(async () => {
  database = await openTestDatabase();
  undone = 0;
  const retried = (why: string): void => {
    if (why === "group") undone += 1;
  };
  store = await Store.open(openAdapter(database.choice), 0, { observer: { retried } });
});
afterEach(async () => {
  await store.close();
  await database.release();
});

const rest = { actor: "a", action: "b", subject: "c", detailJson: "{}", requestId: "r", createdAtMs: 1 };

function add(db: Db, id: string): Promise<boolean> {
  return insertIfAbsent(db, "audit", { ...rest, id });
}

async function ids(): Promise<string[]> {
  return (await database.rows("select id from audit order by id")).map((row) => String(row["id"]));
}

const numbers = Array.from({ length: 8 }, (_, index) => index);

/** Eight units that come at once; `poison` is what the fourth does besides. */
function eight(poison: (db: Db) => Promise<unknown>): Promise<PromiseSettledResult<boolean>[]> {
  return Promise.allSettled(
    numbers.map((number) =>
      store.inSharedTransaction(`key ${number}`, async (db) => {
        const added = await add(db, `unit-${number}`);
        if (number === 3) await poison(db);
        await sql`select 1`.execute(db);
        return added;
      }),
    ),
  );
}

const othersOfEight = numbers.filter((number) => number !== 3).map((number) => `unit-${number}`);

describe("units of work that come at once", () => {
  it("share a transaction, and each is answered when its rows stand", async () => {
    const seen = new Set<Db>();
    const counted = numbers.map(async (number) => {
      await store.inSharedTransaction(`key ${number}`, async (db) => {
        seen.add(db);
        await add(db, `unit-${number}`);
      });
      expect(await ids()).toContain(`unit-${number}`);
    });
    await Promise.all(counted);
    expect(seen.size).toBe(1);
    expect(undone).toBe(0);
  });

  it("do not where they are of one key: the later one sees what the earlier one did", async () => {
    const answers = await Promise.all(numbers.map(() => store.inSharedTransaction("same", (db) => add(db, "one"))));
    expect(answers).toEqual(numbers.map((number) => number === 0));
    expect(await ids()).toEqual(["one"]);
  });

  it("each have their effect, and hear it, where two of different keys insert the same row", async () => {
    const units = ["a", "b", "c"].map((key) =>
      store.inSharedTransaction(key, (db) => add(db, key === "c" ? "other" : "same")),
    );
    expect((await Promise.all(units)).filter((isNew) => isNew)).toHaveLength(2);
    expect(await ids()).toEqual(["other", "same"]);
    expect(undone).toBe(1);
  });
});

describe("a poisoned unit of work", () => {
  it.each<[string, (db: Db) => Promise<unknown>]>([
    ["throws", () => Promise.reject(new TypeError("poison"))],
    ["sends a statement that the database refuses", (db) => sql`select nothing from nowhere`.execute(db)],
    [
      "inserts what is there",
      (db) =>
        db
          .insertInto("audit")
          .values({ ...rest, id: "unit-3" })
          .execute(),
    ],
  ])("that %s is the only one that fails", async (_, poison) => {
    for (let batch = 0; batch < 3; batch += 1) {
      await database.rows("delete from audit");
      const ends = await eight(poison);
      expect(ends.map(({ status }) => status)).toEqual(
        numbers.map((number) => (number === 3 ? "rejected" : "fulfilled")),
      );
      expect((await ids()).filter((id) => id !== "unit-3")).toEqual(othersOfEight);
    }
    expect(undone).toBe(3);
  });

  it("that found another version is run again, by itself, until it succeeds", async () => {
    let runs = 0;
    const ends = await eight(async () => {
      runs += 1;
      if (runs < 4) throw new StaleVersion("poison");
    });
    expect(ends.map(({ status }) => status)).toEqual(numbers.map(() => "fulfilled"));
    expect(await ids()).toEqual(numbers.map((number) => `unit-${number}`));
  });
});

describe("a transaction in which a statement failed", () => {
  it("takes no other one, and nothing of it stands, whoever sends what without waiting", async () => {
    const work = store.inTransaction(async (db) => {
      await add(db, "before");
      // As MariaDB does at a deadlock: the transaction is over before anybody here has heard of it.
      await sql`rollback`.execute(db);
      const failing = sql`select nothing from nowhere`.execute(db);
      await Promise.allSettled([failing, add(db, "beside"), failing.catch(() => add(db, "after"))]);
    });
    await expect(work).rejects.toThrow("an earlier statement of this transaction failed");
    expect(await ids()).toEqual([]);
  });
});
