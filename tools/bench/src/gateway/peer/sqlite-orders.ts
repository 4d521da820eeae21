// The peer's orders in SQLite: write-ahead log, each commit on disk before it counts, statements prepared once.
import { createRequire } from "node:module";
import { counters, createTables, type Order, type Orders } from "./orders.ts";

type Statement = {
  run(...values: unknown[]): unknown;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
};
type Database = { exec(sql: string): void; prepare(sql: string): Statement; close(): void };
export type SqliteModule = {
  DatabaseSync: new (file: string) => Database;
  StatementSync: { prototype: { columns?: unknown } };
};

export function openSqliteOrders(file: string): Orders {
  const database = new (sqliteDriver().DatabaseSync)(file);
  database.exec("pragma journal_mode = wal");
  database.exec("pragma synchronous = full");
  for (const statement of createTables) database.exec(statement);
  for (let id = 0; id < counters; id++) database.exec(`insert or ignore into counters values (${id}, 0)`);
  const insert = database.prepare(
    "insert into orders (order_no, amount_fen, subject, status) values (?, ?, ?, 'unpaid')",
  );
  const markPaid = database.prepare(
    "update orders set status = 'paid', trade_no = ?, paid_at_ms = ? where order_no = ? and status = 'unpaid' and amount_fen = ?",
  );
  const find = database.prepare(
    "select order_no, amount_fen, subject, status, trade_no from orders where order_no = ?",
  );
  const count = database.prepare("update counters set value = value + 1 where id = ?");
  return {
    insert: async ({ order_no, amount_fen, subject }) => void insert.run(order_no, amount_fen, subject),
    markPaid: async ({ orderNo, tradeNo, amountFen }) => void markPaid.run(tradeNo, Date.now(), orderNo, amountFen),
    find: async (orderNo) => find.get(orderNo) as Order | undefined,
    commitOnce: async (number) => void count.run(number % counters),
    close: async () => database.close(),
  };
}

/** The driver that the gateway uses on this Node. */
export function sqliteDriver(): SqliteModule {
  const builtin = process.getBuiltinModule("node:sqlite") as SqliteModule | undefined;
  if (typeof builtin?.StatementSync.prototype.columns === "function") return builtin;
  return createRequire(import.meta.url)("@photostructure/sqlite") as SqliteModule;
}
