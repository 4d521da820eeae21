// A disk that fills up and a file that may not be written, by SQLite's own limits: its answers are the real ones.
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { DatabaseAdapter } from "../store/database-adapter.ts";
import { createSqliteAdapter } from "../store/sqlite-adapter.ts";
import { openapiNotification } from "../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";

let test: TestGateway;
let side: Kysely<object>;

/** On the gateway's own connection, whose limits they are. */
const pragma = async (text: string): Promise<number> =>
  Number(Object.values((await sql.raw<object>(`pragma ${text}`).execute(side)).rows[0] ?? {})[0]);

beforeEach(async () => {
  test = await openTestGateway({
    adapterOf({ databaseFile = "" }): DatabaseAdapter {
      const adapter = createSqliteAdapter(databaseFile);
      side = new Kysely({ dialect: adapter.dialect });
      return adapter;
    },
  });
});
afterEach(async () => {
  await test.close();
});

type Notice = { number: string; rawBody: Buffer };

async function notices(count: number): Promise<Notice[]> {
  const made: Notice[] = [];
  for (let n = 0; n < count; n += 1) {
    const payment = await test.pay({ account: "openapi", product: "page" });
    const number = payment.attempts[0]?.out_trade_no ?? "";
    const trade = test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n });
    made.push({ number, rawBody: openapiNotification(trade, { body: "x".repeat(20_000) }) });
  }
  return made;
}

const take = ({ rawBody }: Notice): ReturnType<TestGateway["gateway"]["acceptNotification"]> =>
  test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "req_n" });

async function keptNumbers(): Promise<string[]> {
  const rows = await test.database.rows("select out_trade_no from notifications where outcome = 'moved'");
  return rows.map((row) => String(row["out_trade_no"])).toSorted();
}

it("acknowledges nothing that the full disk did not take, and takes it when there is room again", async () => {
  const all = await notices(20);
  const most = await pragma("max_page_count");
  await pragma(`max_page_count = ${(await pragma("page_count")) + 60}`);
  const acknowledged: string[] = [];
  const refused: Notice[] = [];
  for (const notice of all) {
    try {
      const { answer } = await take(notice);
      if (answer === "success") acknowledged.push(notice.number);
    } catch (error) {
      expect(error).toMatchObject({ unified: 1001 });
      refused.push(notice);
    }
  }
  expect(acknowledged.length).toBeGreaterThan(3);
  expect(refused.length).toBeGreaterThan(3);
  expect(await keptNumbers()).toEqual(acknowledged.toSorted());
  expect(await test.database.rows("select id from payments where state = 'paid'")).toHaveLength(acknowledged.length);
  await pragma(`max_page_count = ${most}`);
  for (const notice of refused) expect(await take(notice)).toMatchObject({ answer: "success", outcome: "moved" });
  await test.time.advance(60_000);
  expect(await keptNumbers()).toHaveLength(all.length);
  expect(new Set(test.site.received.map(({ id }) => id)).size).toBe(all.length);
});

it("says 1001 for everything where the file may not be written, is not ready, and goes on afterwards", async () => {
  const [notice] = await notices(1);
  if (notice === undefined) throw new Error("no notice");
  await pragma("query_only = 1");
  await expect(take(notice)).rejects.toMatchObject({ unified: 1001 });
  await expect(test.pay()).rejects.toMatchObject({ unified: 1001 });
  expect((await test.gateway.checkReadiness())[0]).toMatchObject({ name: "store", ready: false, blocks: true });
  await pragma("query_only = 0");
  expect(await keptNumbers()).toEqual([]);
  expect(await take(notice)).toMatchObject({ outcome: "moved" });
});
