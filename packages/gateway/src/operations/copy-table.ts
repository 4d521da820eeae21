// One table's rows, from one database to another: in the order of their primary key, a batch a transaction, taken up after the last
// row that arrived. And a sum over a table which is the same wherever the same rows lie, in whatever order.
import { hash } from "node:crypto";
import { sql } from "kysely";
import type { Db, Store } from "../store/store.ts";

type Row = Record<string, unknown>;

/** Raw notifications have up to 64 KiB, and a server takes a statement of some megabytes. */
const batchRows = 500;
const batchBytes = 2 * 1024 * 1024;

export async function countRows(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ count: unknown }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Of the embedded database, which says it in its own way; the tables are the same everywhere. */
export async function primaryKeyOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${table})`.execute(
    db,
  );
  return rows
    .filter(({ pk }) => Number(pk) > 0)
    .toSorted((a, b) => Number(a.pk) - Number(b.pk))
    .map(({ name }) => name);
}

/** `onRows`: how many have arrived in all. */
export async function copyTable(o: {
  from: Store;
  to: Store;
  table: string;
  onRows(done: number): void;
}): Promise<void> {
  const { from, to, table } = o;
  const key = await from.run((db) => primaryKeyOf(db, table));
  let done = await to.run((db) => countRows(db, table));
  let after = done === 0 ? undefined : await to.run((db) => lastKey(db, table, key));
  o.onRows(done);
  for (;;) {
    const rows = await readPage(from, { table, key, after });
    if (rows.length === 0) return;
    for (const part of parts(rows)) {
      await to.inTransaction((db) => insertRows(db, table, part));
      done += part.length;
      o.onRows(done);
    }
    after = keyOf(rows.at(-1) ?? {}, key);
  }
}

export async function sumTable(
  store: Store,
  o: { table: string; key: readonly string[]; onRows?(done: number): void },
): Promise<{ rows: number; checksum: string }> {
  let sum = 0n;
  let count = 0;
  let after: readonly string[] | undefined;
  for (;;) {
    const rows = await readPage(store, { ...o, after });
    const last = rows.at(-1);
    if (last === undefined) return { rows: count, checksum: sum.toString(16).padStart(64, "0") };
    // Added up, so that the order in which a database sorts its keys does not matter.
    for (const row of rows) sum = (sum + BigInt(`0x${digestOf(row)}`)) % 2n ** 256n;
    count += rows.length;
    o.onRows?.(count);
    after = keyOf(last, o.key);
  }
}

type Page = { table: string; key: readonly string[]; after: readonly string[] | undefined };

/** Keys are compared byte by byte on every database, so all of them page in the same order. */
async function readPage(store: Store, { table, key, after }: Page): Promise<Row[]> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const where = after === undefined ? sql`` : sql`where ${behind(key, after)}`;
  const page = sql<Row>`select * from ${sql.table(table)} ${where} order by ${columns} limit ${sql.raw(String(batchRows))}`;
  return (await store.run((db) => page.execute(db.withoutPlugins()))).rows;
}

function behind(key: readonly string[], after: readonly string[]): ReturnType<typeof sql> {
  const [name = "", ...names] = key;
  const [value = "", ...values] = after;
  const column = sql.ref(name);
  if (names.length === 0) return sql`${column} > ${value}`;
  return sql`(${column} > ${value} or (${column} = ${value} and ${behind(names, values)}))`;
}

async function lastKey(db: Db, table: string, key: readonly string[]): Promise<string[]> {
  const order = sql.join(key.map((name) => sql`${sql.ref(name)} desc`));
  const { rows } = await sql<Row>`select * from ${sql.table(table)} order by ${order} limit 1`.execute(
    db.withoutPlugins(),
  );
  return keyOf(rows[0] ?? {}, key);
}

function keyOf(row: Row, key: readonly string[]): string[] {
  return key.map((name) => String(row[name]));
}

function* parts(rows: readonly Row[]): Generator<Row[]> {
  let part: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Object.values(row).reduce<number>((sum, value) => sum + sizeOf(value), 0);
    if (part.length > 0 && bytes + size > batchBytes) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length * 3;
  return value instanceof Uint8Array ? value.byteLength * 2 : 24;
}

async function insertRows(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(names.map((name) => asParameter(row[name])))})`));
  await sql`insert into ${sql.table(table)} (${columns}) values ${values}`.execute(db);
}

function asParameter(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}

/** SHA-256 over names and values: integers as decimal text, bytes as hexadecimal, so that each driver's own types don't matter. */
function digestOf(row: Row): string {
  const fields = Object.keys(row)
    .toSorted()
    .map((name) => [name, canonical(row[name])]);
  return hash("sha256", JSON.stringify(fields));
}

function canonical(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString("hex")}`;
  return typeof value === "string" ? `s${value}` : `i${String(value)}`;
}
