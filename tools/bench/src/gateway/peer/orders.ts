// What the peer keeps: one table of orders, written as somebody who knows the driver would write it.
export type Order = {
  readonly order_no: string;
  readonly amount_fen: number;
  readonly subject: string;
  readonly status: string;
  readonly trade_no: string | null;
};

export type Paid = { readonly orderNo: string; readonly tradeNo: string; readonly amountFen: number };

export type Orders = {
  insert(order: Omit<Order, "status" | "trade_no">): Promise<void>;
  /** Of an unpaid order with this amount; another one stays as it is. */
  markPaid(paid: Paid): Promise<void>;
  find(orderNo: string): Promise<Order | undefined>;
  /** Nothing but a durable commit of one small change, for the floor. */
  commitOnce(number: number): Promise<void>;
  close(): Promise<void>;
};

/** Statements at one time; the gateway has as many. */
export const connections = 10;

export const createTables: readonly string[] = [
  `create table if not exists orders (
    order_no varchar(64) primary key,
    amount_fen bigint not null,
    subject varchar(256) not null,
    status varchar(16) not null,
    trade_no varchar(64),
    paid_at_ms bigint
  )`,
  "create table if not exists counters (id bigint primary key, value bigint not null)",
];

/** Rows of `counters`, so that commits at the same time don't wait for each other's lock. */
export const counters = 64;
