// The peer's orders in PostgreSQL: a pool, named statements which the server parses and plans once a connection.
import pg from "pg";
import { connections, counters, createTables, type Order, type Orders } from "./orders.ts";

export async function openPostgresOrders(url: string): Promise<Orders> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  for (const statement of createTables) await pool.query(statement);
  for (let id = 0; id < counters; id++)
    await pool.query("insert into counters values ($1, 0) on conflict do nothing", [id]);
  return {
    async insert({ order_no, amount_fen, subject }) {
      const text = "insert into orders (order_no, amount_fen, subject, status) values ($1, $2, $3, 'unpaid')";
      await pool.query({ name: "insert", text, values: [order_no, amount_fen, subject] });
    },
    async markPaid({ orderNo, tradeNo, amountFen }) {
      const text =
        "update orders set status = 'paid', trade_no = $1, paid_at_ms = $2 where order_no = $3 and status = 'unpaid' and amount_fen = $4";
      await pool.query({ name: "mark-paid", text, values: [tradeNo, Date.now(), orderNo, amountFen] });
    },
    async find(orderNo) {
      const text = "select order_no, amount_fen, subject, status, trade_no from orders where order_no = $1";
      return (await pool.query<Order>({ name: "find", text, values: [orderNo] })).rows[0];
    },
    async commitOnce(number) {
      const text = "update counters set value = value + 1 where id = $1";
      await pool.query({ name: "count", text, values: [number % counters] });
    },
    close: () => pool.end(),
  };
}
