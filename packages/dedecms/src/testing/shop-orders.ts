// Orders in the CMS's tables, and the gateway's events about them.
import type { ShopDatabase } from "./shop-database.ts";

export const goodsNo = (n: number): string => `S-P1795372888RN${n}`;
/** A top-up or upgrade of member 7. */
export const topUpNo = (n: number): string => `M7T1795373629RN${n}`;
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export type GoodsRow = {
  /** Sum of the goods, where it is not the total. */
  readonly sum?: string;
  readonly state?: number;
  readonly owner?: number;
  readonly created?: number;
};

export async function addGoods(database: ShopDatabase, n: number, total: string, row: GoodsRow = {}): Promise<string> {
  const { sum = total, state = 0, owner = 7, created = nowSeconds() - 60 } = row;
  const oid = goodsNo(n);
  await database.rows(
    `INSERT INTO dede_shops_orders (oid, userid, pid, price, priceCount, state, stime) VALUES ('${oid}', ${owner}, 1, ${total}, ${total}, ${state}, ${created});
     INSERT INTO dede_shops_products (oid, userid, price, buynum) VALUES ('${oid}', ${owner}, ${sum}, 1);
     INSERT INTO dede_shops_userinfo (oid, userid, des) VALUES ('${oid}', ${owner}, '请放门口')`,
  );
  return oid;
}

export type TopUpRow = {
  readonly money?: number;
  readonly sta?: number;
  readonly member?: number;
  readonly created?: number;
  readonly pname?: string;
};

/** `card`: of card type 1; `member`: of member type 2. */
export async function addTopUp(
  database: ShopDatabase,
  n: number,
  product: string,
  row: TopUpRow = {},
): Promise<string> {
  const { money = 30, sta = 0, member = 7, created = nowSeconds() - 60, pname = "点卡" } = row;
  const buyid = topUpNo(n);
  await database.rows(
    `INSERT INTO dede_member_operation (buyid, pname, product, money, mtime, pid, mid, sta)
     VALUES ('${buyid}', '${pname}', '${product}', ${money}, ${created}, ${product === "member" ? 2 : 1}, ${member}, ${sta})`,
  );
  return buyid;
}

/** Card type 1 is worth 100 gold; member type 2 gives rank 50 for 30 days, with 5 gold and 7 points; member 7 has nothing. */
export async function stockShop(database: ShopDatabase): Promise<void> {
  await database.clear();
  await database.rows(
    `INSERT INTO dede_payment (id, code) VALUES (1, 'cod'), (2, 'bank'), (3, 'alipay');
     INSERT INTO dede_moneycard_type (tid, num, pname) VALUES (1, 100, '点卡');
     INSERT INTO dede_member_type (aid, \`rank\`, exptime) VALUES (2, 50, 30);
     INSERT INTO dede_arcrank (\`rank\`, money, scores) VALUES (50, 5, 7);
     INSERT INTO dede_shops_delivery (pid, dname) VALUES (1, '顺丰速运');
     INSERT INTO dede_member (mid, userid) VALUES (7, 'buyer')`,
  );
}

export type EventChanges = {
  readonly type?: string;
  /** Of the payment; its last eight characters stand in the CMS. */
  readonly paymentId?: string;
  readonly refundedFen?: number;
  readonly paidAt?: Date;
  readonly metadata?: Record<string, string>;
  readonly earlier?: readonly string[];
};

export function paidEvent(orderNo: string, fen: number, changes: EventChanges = {}): { id: string } {
  const { type = "payment.paid", refundedFen = 0, paidAt = new Date(), metadata = {}, earlier = [] } = changes;
  const id = changes.paymentId ?? `pay_${orderNo.replaceAll(/\W/g, "").toLowerCase()}`;
  const payment = { id, order_no: orderNo, amount_fen: fen, refunded_fen: refundedFen, paid_at: paidAt, metadata };
  return { id: `dlv_${id}_${type}`, type, earlier, payment } as { id: string };
}
