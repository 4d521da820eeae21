// The cases in which PHP and TypeScript must do the same: rows of the shop, events, how each is answered, rows afterwards.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { testdata } from "./php-server.ts";
import type { ShopDatabase } from "./shop-database.ts";
import { nowSeconds, stockShop } from "./shop-orders.ts";

type Value = string | number;
type Rows = Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
type CaseEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

export type FulfilmentCase = {
  readonly name: string;
  /** Beside those of stockShop; a member takes the place of its only one. */
  readonly rows: Rows;
  readonly steps: readonly { readonly event: CaseEvent; readonly answer: string }[];
  readonly after: Rows;
};

const path = join(testdata, "fulfilment-cases.json");
export const fulfilmentCases = JSON.parse(readFileSync(path, "utf8")) as readonly FulfilmentCase[];

/** `take` answers like `200 done`. */
export async function playCase(
  database: ShopDatabase,
  one: FulfilmentCase,
  take: (event: object) => Promise<string>,
): Promise<void> {
  await stockShop(database);
  if (one.rows["dede_member"] !== undefined) await database.rows("DELETE FROM dede_member");
  await insertRows(database, one.rows);
  for (const { event, answer } of one.steps) expect(await take(eventOf(event))).toBe(answer);
  for (const [table, rows] of Object.entries(one.after)) {
    const found = await database.rows(`SELECT * FROM ${table}`);
    expect(found).toHaveLength(rows.length);
    rows.forEach((row, index) => {
      expect(found[index]).toMatchObject(row);
    });
  }
}

/** A time is written as `now-60`. */
export async function insertRows(database: ShopDatabase, rows: Rows): Promise<void> {
  const statements = Object.entries(rows).flatMap(([table, list]) => list.map((row) => insertOf(table, row)));
  if (statements.length > 0) await database.rows(statements.join(""));
}

function insertOf(table: string, row: Readonly<Record<string, Value>>): string {
  const columns = Object.keys(row).map((name) => `\`${name}\``);
  const values = Object.values(row).map((value) => `'${atTime(value) ?? String(value).replaceAll("'", "''")}'`);
  return `INSERT INTO ${table} (${columns}) VALUES (${values});`;
}

function eventOf({ type, earlier = [], ...payment }: CaseEvent): object {
  const at = atTime(payment["paid_at"]);
  const paidAt = at === undefined ? {} : { paid_at: new Date(at * 1000).toISOString() };
  const id = `pay_${String(payment["order_no"]).replaceAll(/\W/g, "").toLowerCase()}`;
  return { id: "dlv_1", type, earlier, payment: { id, refunded_fen: 0, metadata: {}, ...payment, ...paidAt } };
}

function atTime(value: unknown): number | undefined {
  const found = /^now([+-]\d+)?$/.exec(String(value));
  return found === null ? undefined : nowSeconds() + Number(found[1] ?? 0);
}
