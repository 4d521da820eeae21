// What the orders tell of the stock plugin's bugs. Every question is bounded: a shop may have years of orders and no index.
import type { RowDataPacket } from "mysql2/promise";
import { isFloatImage } from "../formats/float-amount.ts";
import { parseOrderNumber } from "../formats/order-number.ts";
import type {
  DoubledOrder,
  OrderFacts,
  OrderTotal,
  RewrittenOrder,
  Sample,
  UnpaidOrder,
} from "../inspect/installation-database.ts";
import type { Select } from "./select.ts";

/** So many are named; the rest is a number. */
const named = 20;
/** So many of the newest orders are looked at one by one. */
const examinedOrders = 2000;
/** From here on float(13,2) loses fen. */
const floatYuan = 131_072;
/** From here on MySQL shows a FLOAT without its fen. */
const floatPriceYuan = 10_000;
const usualAlipayId = 3;

export type OrderQuestion = { readonly sinceS: number; readonly alipayId: number | undefined };

export async function readOrderFacts(select: Select, question: OrderQuestion): Promise<OrderFacts> {
  return {
    doubled: await readDoubled(select),
    floatTotals: await readFloatTotals(select),
    rewritten: await readRewritten(select),
    roundedPrices: await readRoundedPrices(select),
    unpaid: await readUnpaid(select, question),
    sellsVirtual: await readSellsVirtual(select),
  };
}

async function readDoubled(select: Select): Promise<Sample<DoubledOrder>> {
  const goods = await select(
    "SELECT oid AS number, COUNT(*) AS n, GROUP_CONCAT(ROUND(priceCount*100)) AS totals FROM `#@__shops_orders`" +
      " GROUP BY oid HAVING COUNT(*) > 1",
  );
  const member = await select(
    "SELECT buyid AS number, COUNT(*) AS n, GROUP_CONCAT(money*100) AS totals FROM `#@__member_operation`" +
      " WHERE product IN ('card','member') GROUP BY buyid HAVING COUNT(*) > 1",
  );
  return sample([...goods, ...member], (row) => ({
    orderNo: String(row["number"]),
    rows: Number(row["n"]),
    totalsFen: String(row["totals"] ?? "")
      .split(",")
      .map((total) => fen(total)),
  }));
}

async function readFloatTotals(select: Select): Promise<Sample<OrderTotal>> {
  const rows = await select(
    `SELECT oid, state, ROUND(priceCount*100) AS total FROM \`#@__shops_orders\` WHERE state=0 AND priceCount >= ${floatYuan}`,
  );
  return sample(rows, orderTotal);
}

async function readRewritten(select: Select): Promise<Sample<RewrittenOrder>> {
  const orders = await select(
    "SELECT oid, state, ROUND(priceCount*100) AS total, ROUND(price*100) AS price FROM `#@__shops_orders`" +
      ` ORDER BY stime DESC LIMIT ${examinedOrders}`,
  );
  if (orders.length === 0) return { total: 0, first: [] };
  const sums = await select(
    "SELECT oid, ROUND(SUM(price*buynum)*100) AS goods FROM `#@__shops_products` WHERE oid IN (?) GROUP BY oid",
    [orders.map((row) => String(row["oid"]))],
  );
  const goodsFen = new Map(sums.map((row) => [String(row["oid"]), fen(row["goods"])]));
  const rewritten = orders.flatMap((row): RewrittenOrder[] => {
    const goods = goodsFen.get(String(row["oid"]));
    const priceFen = fen(row["price"]);
    return goods === undefined || isFloatImage(goods, priceFen)
      ? []
      : [{ ...orderTotal(row), priceFen, goodsFen: goods }];
  });
  return { total: rewritten.length, first: rewritten.slice(0, named) };
}

async function readRoundedPrices(select: Select): Promise<number> {
  const [column] = await select("SHOW COLUMNS FROM `#@__addonshop` LIKE 'trueprice'");
  if (!/^float/i.test(String(column?.["Type"] ?? ""))) return 0;
  const [row] = await select(`SELECT COUNT(*) AS n FROM \`#@__addonshop\` WHERE trueprice >= ${floatPriceYuan}`);
  return Number(row?.["n"] ?? 0);
}

async function readUnpaid(select: Select, { sinceS, alipayId }: OrderQuestion): Promise<UnpaidOrder[]> {
  const goods = await select(
    "SELECT oid AS number, ROUND(priceCount*100) AS total, stime AS madeAt FROM `#@__shops_orders`" +
      ` WHERE state=0 AND paytype=? AND stime >= ? ORDER BY stime DESC LIMIT ${examinedOrders}`,
    [alipayId ?? usualAlipayId, sinceS],
  );
  const member = await select(
    "SELECT buyid AS number, money*100 AS total, mtime AS madeAt FROM `#@__member_operation`" +
      ` WHERE sta=0 AND product IN ('card','member') AND mtime >= ? ORDER BY mtime DESC LIMIT ${examinedOrders}`,
    [sinceS],
  );
  const orders = [...goods, ...member].flatMap((row): UnpaidOrder[] => {
    const orderNo = String(row["number"]);
    const parsed = parseOrderNumber(orderNo);
    if (parsed === undefined) return [];
    return [{ orderNo, amountFen: fen(row["total"]), kind: parsed.kind, madeAtS: Number(row["madeAt"]) }];
  });
  orders.sort((left, right) => right.madeAtS - left.madeAtS);
  return orders.slice(0, examinedOrders);
}

async function readSellsVirtual(select: Select): Promise<boolean> {
  const cards = await select("SELECT tid FROM `#@__moneycard_type` LIMIT 1");
  return cards.length > 0 || (await select("SELECT aid FROM `#@__member_type` LIMIT 1")).length > 0;
}

function orderTotal(row: RowDataPacket): OrderTotal {
  return { orderNo: String(row["oid"]), totalFen: fen(row["total"]), state: Number(row["state"]) };
}

/** What ROUND(yuan*100) came back as: a number, or text where it is a decimal. */
function fen(value: unknown): bigint {
  const number = Math.round(Number(value ?? 0));
  return Number.isSafeInteger(number) ? BigInt(number) : 0n;
}

function sample<T>(rows: readonly RowDataPacket[], read: (row: RowDataPacket) => T): Sample<T> {
  return { total: rows.length, first: rows.slice(0, named).map(read) };
}
