// The peer's orders in MariaDB: a pool, prepared statements over the binary protocol.
import { createPool, type RowDataPacket } from "mysql2/promise";
import { connections, counters, createTables, type Order, type Orders } from "./orders.ts";

export async function openMariadbOrders(url: string): Promise<Orders> {
  const pool = createPool({ uri: url, connectionLimit: connections, charset: "utf8mb4" });
  for (const statement of createTables) await pool.query(statement);
  for (let id = 0; id < counters; id++) await pool.execute("insert ignore into counters values (?, 0)", [id]);
  return {
    async insert({ order_no, amount_fen, subject }) {
      const text = "insert into orders (order_no, amount_fen, subject, status) values (?, ?, ?, 'unpaid')";
      await pool.execute(text, [order_no, amount_fen, subject]);
    },
    async markPaid({ orderNo, tradeNo, amountFen }) {
      await pool.execute(
        "update orders set status = 'paid', trade_no = ?, paid_at_ms = ? where order_no = ? and status = 'unpaid' and amount_fen = ?",
        [tradeNo, Date.now(), orderNo, amountFen],
      );
    },
    async find(orderNo) {
      const text = "select order_no, amount_fen, subject, status, trade_no from orders where order_no = ?";
      const [rows] = await pool.execute<(Order & RowDataPacket)[]>(text, [orderNo]);
      return rows[0];
    },
    async commitOnce(number) {
      await pool.execute("update counters set value = value + 1 where id = ?", [number % counters]);
    },
    close: () => pool.end(),
  };
}
