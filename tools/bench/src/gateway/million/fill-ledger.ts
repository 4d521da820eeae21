// Fills a ledger with copies of one paid payment: all of its rows, each copy under ids and numbers of its own, half a minute
// apart, what was owed to the site delivered. The copies' keys are random, as those of real payments are.
import type { LedgerSql, Row } from "./ledger-sql.ts";

/** Tables with rows of a payment, and by which column. `queries` and the like have rows only while something is open. */
const tables: Readonly<Record<string, string>> = {
  payments: "id",
  attempts: "payment_id",
  notifications: "payment_id",
  events: "payment_id",
  postings: "payment_id",
  outbox: "payment_id",
  queries: "payment_id",
};
const chunk = 20_000;
const apartMs = 31_500;

export type Fill = {
  readonly paymentId: string;
  readonly payments: number;
  progress(done: number, all: number): void;
};

export async function fillLedger(sql: LedgerSql, { paymentId, payments, progress }: Fill): Promise<void> {
  const settled = `update outbox set status = 'done', done_at_ms = created_at_ms where payment_id = '${paymentId}'`;
  await sql.write(settled);
  const rows = await rowsOf(sql, paymentId);
  const names = namesIn(rows.map(({ row }) => row));
  await sql.write(`create table bench_fill (n bigint primary key, k ${sql.keyType} not null)`);
  for (let done = 0; done < payments; done += chunk) {
    const last = Math.min(payments, done + chunk);
    const numbers = `with recursive c(n) as (select ${done + 1} union all select n + 1 from c where n < ${last})`;
    await sql.write(`insert into bench_fill ${numbers} select n, ${sql.randomKey} from c`);
    for (const { table, row } of rows) await sql.write(copyOf(sql, { table, row, names, from: done + 1, to: last }));
    progress(last, payments);
  }
  await sql.write("drop table bench_fill");
  await sql.analyze(Object.keys(tables));
}

type RowOfPayment = { readonly table: string; readonly row: Row };

async function rowsOf(sql: LedgerSql, paymentId: string): Promise<RowOfPayment[]> {
  const found: RowOfPayment[] = [];
  for (const [table, column] of Object.entries(tables)) {
    const rows = await sql.read(`select * from ${table} where ${column} = '${paymentId}'`);
    found.push(...rows.map((row) => ({ table, row })));
  }
  return found;
}

const named = ["id", "order_no", "out_trade_no", "trade_no", "message_key", "unique_key"];

/** What must be another one in each copy, the longest first: one may stand inside another. */
function namesIn(rows: readonly Row[]): readonly string[] {
  const found = rows.flatMap((row) =>
    named.flatMap((column) => (typeof row[column] === "string" ? [row[column]] : [])),
  );
  return [...new Set(found)].sort((a, b) => b.length - a.length);
}

type Copy = RowOfPayment & { readonly names: readonly string[]; readonly from: number; readonly to: number };

function copyOf(sql: LedgerSql, { table, row, names, from, to }: Copy): string {
  const key = "id" in row ? `t.id = '${String(row["id"])}'` : `t.payment_id = '${String(row["payment_id"])}'`;
  const values = Object.entries(row).map(([column, value]) => columnValue(sql, { column, value, names }));
  return `insert into ${table} (${Object.keys(row).join(", ")})
    select ${values.join(", ")} from ${table} t, bench_fill f where ${key} and f.n between ${from} and ${to} order by f.k`;
}

function columnValue(sql: LedgerSql, o: { column: string; value: unknown; names: readonly string[] }): string {
  const { column, value, names } = o;
  if (column.endsWith("_at_ms") && value !== null) return `t.${column} - f.n * ${apartMs}`;
  if (typeof value !== "string") return `t.${column}`;
  let expression = `t.${column}`;
  for (const [index, name] of names.entries()) {
    if (!value.includes(name)) continue;
    const another = sql.concat([`'${name.slice(0, 4)}'`, "f.k", `'${index}'`]);
    expression = `replace(${expression}, '${name}', ${another})`;
  }
  return expression;
}
