// The orders of the kill test: of every kind, each top-up of a member of its own, so that what somebody has can be told
// exactly; one of ten is never paid.
import type { KillShop, KillStage } from "./kill-stage.ts";

export type KillKind = "goods" | "card" | "gold" | "rank";

export type KillOrder = {
  readonly shop: KillShop;
  readonly kind: KillKind;
  readonly orderNo: string;
  readonly fen: number;
  /** 0: a guest. */
  readonly member: number;
  readonly isPaid: boolean;
};

const kinds: readonly KillKind[] = ["goods", "card", "gold", "rank"];
const madeAtS = 1_795_372_888;

/** `count` in all, spread evenly over shops and kinds. */
export function killOrders(shops: readonly KillShop[], count: number): KillOrder[] {
  return Array.from({ length: count }, (_, index) => {
    const shop = shops[index % shops.length];
    const kind = kinds[Math.floor(index / shops.length) % kinds.length];
    if (shop === undefined || kind === undefined) throw new Error("no shop or kind");
    const member = 100 + index;
    const isPaid = index % 10 !== 9;
    return kind === "goods"
      ? { shop, kind, orderNo: `S-P${madeAtS + index}RN609`, fen: 1000 + index, member: 0, isPaid }
      : { shop, kind, orderNo: `M${member}T${madeAtS + index}RN593`, fen: 3000, member, isPaid };
  });
}

/** Card type 1 has a card for each order, type 2 has none and is worth 100 gold; member type 2 is rank 50 for 30 days. */
export async function insertKillOrders(query: KillStage["query"], orders: readonly KillOrder[]): Promise<void> {
  const nowS = Math.floor(Date.now() / 1000) - 60;
  for (const shop of new Set(orders.map((order) => order.shop))) {
    const own = orders.filter((order) => order.shop === shop);
    const statements = own.map((order) => insertOf(order, nowS));
    const cards = own.filter(({ kind }) => kind === "card").map((_, index) => `(1, 'C-${index}')`);
    await query(
      shop.name,
      `INSERT INTO dede_payment (id, code) VALUES (3, 'alipay');
       INSERT INTO dede_moneycard_type (tid, num) VALUES (1, 100), (2, 100);
       INSERT INTO dede_member_type (aid, \`rank\`, exptime) VALUES (2, 50, 30);
       INSERT INTO dede_arcrank (\`rank\`, money, scores) VALUES (50, 5, 7);
       ${cards.length === 0 ? "" : `INSERT INTO dede_moneycard_record (ctid, cardid) VALUES ${cards.join(", ")};`}
       ${statements.join("\n")}`,
    );
  }
}

function insertOf({ kind, orderNo, fen, member }: KillOrder, nowS: number): string {
  const yuan = (fen / 100).toFixed(2);
  if (kind === "goods")
    return `INSERT INTO dede_shops_orders (oid, price, priceCount, stime) VALUES ('${orderNo}', ${yuan}, ${yuan}, ${nowS});
      INSERT INTO dede_shops_products (oid, price, buynum) VALUES ('${orderNo}', ${yuan}, 1);
      INSERT INTO dede_shops_userinfo (oid) VALUES ('${orderNo}');`;
  const product = kind === "rank" ? "member" : "card";
  const type = kind === "card" ? 1 : 2;
  return `INSERT INTO dede_member (mid) VALUES (${member});
    INSERT INTO dede_member_operation (buyid, product, money, mtime, pid, mid) VALUES ('${orderNo}', '${product}', ${yuan}, ${nowS}, ${type}, ${member});`;
}
