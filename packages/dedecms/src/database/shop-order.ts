// Orders as the CMS stores them; the same reading as order.php. Amounts are fen.
import { isFloatImage } from "../formats/float-amount.ts";
import { parseOrderNumber } from "../formats/order-number.ts";
import { fenOf, numberOf, type ShopSession } from "./shop-session.ts";

type AnyOrder = {
  /** Rows of this number: the CMS's column is not unique. The rest is of the first one. */
  readonly found: number;
  readonly state: number;
  /** Paid or further (goods), handed out (top-up). */
  readonly isSettled: boolean;
  readonly totalFen: bigint;
  /** False where the goods in it don't add up to its price: a replayed number changes the one and leaves the other. */
  readonly isConsistent: boolean;
  /** The member's id, 0 for a guest. */
  readonly owner: number;
  readonly createdAtS: number;
};

export type GoodsOrder = AnyOrder & { readonly kind: "goods"; readonly delivery: number };
export type Operation = AnyOrder & {
  readonly kind: "member";
  /** Of a card type or a member type. */
  readonly pid: number;
  readonly product: string;
  /** What the member reads of it. */
  readonly info: string;
};
export type ShopOrder = GoodsOrder | Operation;

export async function findShopOrder(shop: ShopSession, orderNo: string): Promise<ShopOrder> {
  return parseOrderNumber(orderNo)?.kind === "goods" ? findGoods(shop, orderNo) : findOperation(shop, orderNo);
}

export async function findGoods(shop: ShopSession, orderNo: string): Promise<GoodsOrder> {
  const count = await shop.row("SELECT COUNT(*) AS n FROM `#@__shops_orders` WHERE oid=?", [orderNo]);
  const row = await shop.row(
    "SELECT userid, pid, state, stime, ROUND(priceCount*100) AS total_fen, ROUND(price*100) AS goods_fen" +
      " FROM `#@__shops_orders` WHERE oid=? LIMIT 1",
    [orderNo],
  );
  const sum = await shop.row("SELECT ROUND(SUM(price*buynum)*100) AS fen FROM `#@__shops_products` WHERE oid=?", [
    orderNo,
  ]);
  const state = numberOf(row, "state");
  return {
    kind: "goods",
    found: numberOf(count, "n"),
    state,
    isSettled: state > 0,
    totalFen: fenOf(row, "total_fen"),
    isConsistent: isFloatImage(fenOf(row, "goods_fen"), fenOf(sum, "fen")),
    owner: numberOf(row, "userid"),
    createdAtS: numberOf(row, "stime"),
    delivery: numberOf(row, "pid"),
  };
}

export async function findOperation(shop: ShopSession, orderNo: string): Promise<Operation> {
  const count = await shop.row("SELECT COUNT(*) AS n FROM `#@__member_operation` WHERE buyid=?", [orderNo]);
  const row = await shop.row(
    "SELECT mid, pid, product, money, sta, mtime, oldinfo FROM `#@__member_operation` WHERE buyid=? LIMIT 1",
    [orderNo],
  );
  const state = numberOf(row, "sta");
  return {
    kind: "member",
    found: numberOf(count, "n"),
    state,
    // 1 is the administrator's "paid" or a plugin that stopped half-way: no fulfilment.
    isSettled: state === 2,
    totalFen: 100n * BigInt(Math.trunc(numberOf(row, "money"))),
    isConsistent: true,
    owner: numberOf(row, "mid"),
    createdAtS: numberOf(row, "mtime"),
    pid: numberOf(row, "pid"),
    product: row?.["product"] ?? "",
    info: row?.["oldinfo"] ?? "",
  };
}
