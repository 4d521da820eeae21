// How the orders of a shop are, page by page; the same answers as orders.php gives over HTTP. Reads only. No names, no
// addresses, no card numbers.
import type { SiteOrder, SiteOrdersPage, SiteOrdersQuestion, UnnamedCard } from "@dedepay/gateway";
import { isFloatImage } from "../formats/float-amount.ts";
import { parseOrderNumber } from "../formats/order-number.ts";
import { readMember } from "./member-state.ts";
import { findGoods, findOperation } from "./shop-order.ts";
import { fenOf, numberOf, type ShopRow, type ShopSession, type ShopValue } from "./shop-session.ts";
import { shopTexts } from "./shop-text.ts";
import { carrierOf } from "./take-goods.ts";

const mostNamed = 200;
type Page = Omit<SiteOrdersPage, "alipay_paytype">;

export async function readOrders(shop: ShopSession, question: SiteOrdersQuestion): Promise<SiteOrdersPage> {
  const page = await readPage(shop, question);
  const alipay = await shop.row("SELECT id FROM `#@__payment` WHERE code='alipay'");
  return { ...page, alipay_paytype: alipay === undefined ? null : numberOf(alipay, "id") };
}

async function readPage(shop: ShopSession, question: SiteOrdersQuestion): Promise<Page> {
  if (question.what === "named") return { orders: await readNamed(shop, question.orderNos), cards: [], next: null };
  const { what, after, sinceS, limit } = question;
  if (what === "cards") {
    const cards = await readUnnamedCards(shop, { after: Number(after), sinceS, limit });
    return { orders: [], cards, next: cards.length === limit ? String(cards.at(-1)?.card) : null };
  }
  const rows =
    what === "goods"
      ? await goodsRows(shop, { where: "oid>? AND stime>=?", values: [after, sinceS], limit })
      : await operationRows(shop, { where: "buyid>? AND mtime>=?", values: [after, sinceS], limit });
  const orders = what === "goods" ? await describeGoods(shop, rows) : await describeOperations(shop, rows);
  return { orders, cards: [], next: rows.length === limit ? (rows.at(-1)?.["order_no"] ?? null) : null };
}

async function readNamed(shop: ShopSession, orderNos: readonly string[]): Promise<SiteOrder[]> {
  const of = (kind: "goods" | "member"): string[] =>
    orderNos.slice(0, mostNamed).filter((number) => parseOrderNumber(number)?.kind === kind);
  const orders: SiteOrder[] = [];
  if (of("goods").length > 0) {
    const rows = await goodsRows(shop, { where: "oid IN (?)", values: [of("goods")], limit: mostNamed });
    for (const order of await describeGoods(shop, rows))
      orders.push({ ...order, carrier: await carrierOf(shop, await findGoods(shop, order.order_no)) });
  }
  if (of("member").length === 0) return orders;
  const rows = await operationRows(shop, { where: "buyid IN (?)", values: [of("member")], limit: mostNamed });
  for (const order of await describeOperations(shop, rows)) {
    const { owner } = await findOperation(shop, order.order_no);
    orders.push({ ...order, member: (await readMember(shop, owner)) ?? null });
  }
  return orders;
}

type Choice = { readonly where: string; readonly values: readonly ShopValue[]; readonly limit: number };

function goodsRows(shop: ShopSession, { where, values, limit }: Choice): Promise<readonly ShopRow[]> {
  return shop.rows(
    "SELECT oid AS order_no, COUNT(*) AS n, MAX(state) AS state, MAX(paytype) AS paytype, MAX(stime) AS created," +
      " ROUND(MAX(priceCount)*100) AS total_fen, ROUND(MAX(price)*100) AS goods_fen" +
      ` FROM \`#@__shops_orders\` WHERE ${where} GROUP BY oid ORDER BY oid LIMIT ${limit}`,
    values,
  );
}

async function describeGoods(shop: ShopSession, rows: readonly ShopRow[]): Promise<SiteOrder[]> {
  if (rows.length === 0) return [];
  const sums = await shop.rows(
    "SELECT oid, ROUND(SUM(price*buynum)*100) AS fen FROM `#@__shops_products` WHERE oid IN (?) GROUP BY oid",
    [rows.map((row) => row["order_no"] ?? "")],
  );
  const sumOf = new Map(sums.map((row) => [row["oid"], fenOf(row, "fen")]));
  return known(rows, "goods").map((row) => {
    const state = numberOf(row, "state");
    return {
      ...common(row),
      product: "goods",
      settled: state > 0,
      shipped: state > 1,
      amount_fen: Number(fenOf(row, "total_fen")),
      consistent: isFloatImage(fenOf(row, "goods_fen"), sumOf.get(row["order_no"] ?? "") ?? 0n),
      paytype: numberOf(row, "paytype"),
      mark: null,
      gave: null,
      card: null,
    };
  });
}

function operationRows(shop: ShopSession, { where, values, limit }: Choice): Promise<readonly ShopRow[]> {
  return shop.rows(
    "SELECT buyid AS order_no, COUNT(*) AS n, MAX(sta) AS state, MAX(mtime) AS created, MAX(money) AS money," +
      " MAX(product) AS product, MAX(oldinfo) AS info FROM `#@__member_operation`" +
      ` WHERE product IN ('card','member') AND ${where} GROUP BY buyid ORDER BY buyid LIMIT ${limit}`,
    values,
  );
}

async function describeOperations(shop: ShopSession, rows: readonly ShopRow[]): Promise<SiteOrder[]> {
  const orders: SiteOrder[] = [];
  for (const row of known(rows, "member")) {
    const { mark, gave, number } = readInfo(row["info"] ?? "");
    orders.push({
      ...common(row),
      product: row["product"] ?? "",
      settled: numberOf(row, "state") === 2,
      shipped: false,
      amount_fen: 100 * numberOf(row, "money"),
      consistent: true,
      paytype: null,
      mark,
      gave,
      card: number === null ? null : await cardState(shop, number),
    });
  }
  return orders;
}

function known(rows: readonly ShopRow[], kind: "goods" | "member"): ShopRow[] {
  return rows.filter((row) => parseOrderNumber(row["order_no"] ?? "")?.kind === kind);
}

function common(row: ShopRow): Pick<SiteOrder, "order_no" | "rows" | "state" | "created_at_s" | "carrier" | "member"> {
  return {
    order_no: row["order_no"] ?? "",
    rows: numberOf(row, "n"),
    state: numberOf(row, "state"),
    created_at_s: numberOf(row, "created"),
    carrier: null,
    member: null,
  };
}

/** What an order's text says that we gave, and the number of a card. */
export function readInfo(info: string): Pick<SiteOrder, "mark" | "gave"> & { readonly number: string | null } {
  const [, given, mark] = /^(.*?) ?\[dedepay (\w{8})\]/s.exec(info) ?? [];
  if (given === undefined || mark === undefined) return { mark: null, gave: null, number: null };
  if (given.startsWith(shopTexts.card_number))
    return { mark, gave: "card", number: given.slice(shopTexts.card_number.length) };
  return { mark, gave: given.startsWith("+") ? "gold" : "rank", number: null };
}

async function cardState(shop: ShopSession, number: string): Promise<SiteOrder["card"]> {
  const row = await shop.row("SELECT isexp FROM `#@__moneycard_record` WHERE cardid=? ORDER BY isexp=0 LIMIT 1", [
    number,
  ]);
  if (row === undefined) return "missing";
  return numberOf(row, "isexp") === 0 ? "in_stock" : "sold";
}

type Cards = { readonly after: number; readonly sinceS: number; readonly limit: number };

async function readUnnamedCards(shop: ShopSession, { after, sinceS, limit }: Cards): Promise<UnnamedCard[]> {
  const rows = await shop.rows(
    "SELECT r.aid, r.uid, r.utime FROM `#@__moneycard_record` r WHERE r.isexp=1 AND r.aid>? AND r.utime>=? AND NOT EXISTS" +
      " (SELECT 1 FROM `#@__member_operation` o WHERE o.mid=r.uid AND INSTR(o.oldinfo,r.cardid)>0)" +
      ` ORDER BY r.aid LIMIT ${limit}`,
    [after, sinceS],
  );
  return rows.map((row) => ({
    card: numberOf(row, "aid"),
    member: numberOf(row, "uid"),
    sold_at_s: numberOf(row, "utime"),
  }));
}
