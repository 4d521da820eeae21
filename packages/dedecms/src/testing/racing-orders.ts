// Top-ups of a few members, which are settled by several at the same moment.
import type { ShopDatabase } from "./shop-database.ts";
import { stockShop } from "./shop-orders.ts";

export type RacingOrders = {
  readonly members: readonly number[];
  readonly perMember: number;
  readonly range: readonly number[];
  readonly buyid: (index: number) => string;
  /** The shop and its members, before any order. */
  readonly stock: (database: ShopDatabase) => Promise<void>;
  /** All of them, of `card` or `member`. */
  readonly add: (database: ShopDatabase, product: string) => Promise<void>;
};

/** `count`: a multiple of five, the number of members. */
export function racingOrders(count: number): RacingOrders {
  const members = [11, 12, 13, 14, 15];
  const perMember = count / members.length;
  /** Neighbours belong to one member, so that they meet at the member's row, too. */
  const memberOf = (index: number): number => members[Math.floor(index / perMember)] ?? 0;
  const buyid = (index: number): string => `M${memberOf(index)}T${1_795_373_629 + index}RN593`;
  const range = Array.from({ length: count }, (_, index) => index);
  return {
    ...{ members, perMember, range, buyid },
    async stock(database) {
      await stockShop(database);
      await database.rows(members.map((mid) => `INSERT INTO dede_member (mid) VALUES (${mid});`).join(""));
    },
    async add(database, product) {
      const type = product === "member" ? 2 : 1;
      const rows = range.map((index) => `('${buyid(index)}', '${product}', 30, ${type}, ${memberOf(index)})`);
      await database.rows(
        `INSERT INTO dede_member_operation (buyid, product, money, pid, mid) VALUES ${rows.join(", ")}`,
      );
    },
  };
}
