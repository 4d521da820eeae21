// What a schema can't say about the trades of a world: whether account, buyer and product belong together, and the money is there.
import type { Product } from "./product.ts";
import type { TradeSeed } from "./trade-seed.ts";
import { type Account, sellerIdOf, type World } from "./world.ts";

const mapiProducts: readonly Product[] = ["direct", "escrow", "dual", "wap"];
const openapiProducts: readonly Product[] = ["page", "wap", "qr"];

/** One line for each problem. */
export function seedProblems({ accounts, buyers, trades = [] }: World): string[] {
  const numbers = new Set<string>();
  const left = new Map(buyers.map(({ userId, balanceFen }) => [userId, balanceFen]));
  const first = buyers.find(({ status }) => status === "normal")?.userId;
  return trades.flatMap((seed, index) => {
    const at = `/trades/${index}`;
    const account = accounts.find(({ id }) => id === seed.account);
    if (account === undefined) return [`${at}/account: 没有账户 ${seed.account} · there is no such account`];
    const number = `${sellerIdOf(account)} ${seed.outTradeNo}`;
    const problems = numbers.has(number) ? [`${at}/outTradeNo: 用了两次 · is used twice`] : [];
    numbers.add(number);
    return [...problems, ...waysProblems(at, seed, account), ...moneyProblems(at, seed, { left, first })];
  });
}

function waysProblems(at: string, { product, reached, refundedFen }: TradeSeed, { protocol }: Account): string[] {
  const products = protocol === "mapi" ? mapiProducts : openapiProducts;
  const problems: string[] = [];
  if (!products.includes(product)) {
    problems.push(`${at}/product: ${protocol} 账户只有 ${products.join("、")} · not of this account's protocol`);
  }
  const inEscrow = product === "escrow" || product === "dual";
  if (!inEscrow && (reached === "shipped" || reached === "refund_asked")) {
    problems.push(`${at}/reached: 只有担保交易能到 ${reached} · only an escrow trade comes to this`);
  }
  if (refundedFen !== undefined && (reached !== "paid" || inEscrow)) {
    problems.push(`${at}/refundedFen: 只用于已付款的即时交易 · only for an instant trade which is paid`);
  }
  return problems;
}

function moneyProblems(
  at: string,
  { reached, buyer, totalFen, refundedFen = 0 }: TradeSeed,
  o: { left: Map<string, number>; first: string | undefined },
): string[] {
  if (refundedFen >= totalFen) return [`${at}/refundedFen: 应小于 totalFen · must be below totalFen`];
  if (reached === "unpaid" || reached === "closed") return [];
  const userId = buyer ?? o.first ?? "";
  const left = o.left.get(userId);
  if (left === undefined) return [`${at}/buyer: 没有这个买家 · there is no such buyer`];
  o.left.set(userId, left - totalFen);
  return left < totalFen ? [`${at}/totalFen: 买家 ${userId} 的余额不够 · the buyer has not that much`] : [];
}
