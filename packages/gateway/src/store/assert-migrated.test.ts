import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBareDatabase, type TestDatabase } from "../testing/test-database.ts";
import { migrations } from "./migrations.ts";
import { openAdapter } from "./open-adapter.ts";
import { Store } from "./store.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openBareDatabase();
});
afterEach(async () => {
  await database.release();
});

const inspect = (): Promise<Store> => Store.open(openAdapter(database.choice), 1, { purpose: "inspection" });

describe("a ledger that is only looked at", () => {
  it("is opened as it is, but refused and not upgraded where it is an older version's", async () => {
    await (await Store.open(openAdapter(database.choice), 1)).close();
    await (await inspect()).close();
    const last = migrations.at(-1)?.name ?? "";
    await database.rows(`delete from schema_steps where name = '${last}'`);
    await expect(inspect()).rejects.toMatchObject({
      ...{ reason: "schema", text: { zh: expect.stringContaining("缺 1 步") } },
    });
    const steps = await database.rows("select name from schema_steps");
    expect(steps).toHaveLength(migrations.length - 1);
  });

  it("is refused where there is none, and not made", async () => {
    await expect(inspect()).rejects.toMatchObject({ reason: "schema" });
    await expect(database.rows("select name from schema_steps")).rejects.toThrow();
  });
});
