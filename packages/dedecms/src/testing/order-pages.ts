// The same questions about a shop's orders, asked both ways: over the database, and over the signed end-point.
import type { SiteOrdersPage, SiteOrdersQuestion } from "@dedepay/gateway";
import { goodsNo, nowSeconds, topUpNo } from "./shop-orders.ts";
import type { ShopSite } from "./shop-site.ts";

const questions: readonly SiteOrdersQuestion[] = [
  { what: "goods", after: "", sinceS: 0, limit: 2 },
  { what: "goods", after: goodsNo(101), sinceS: 0, limit: 100 },
  { what: "goods", after: "", sinceS: nowSeconds() + 99_999, limit: 100 },
  { what: "member", after: "", sinceS: 0, limit: 100 },
  { what: "cards", after: "", sinceS: 0, limit: 100 },
  { what: "named", orderNos: [goodsNo(101), topUpNo(593), topUpNo(594), goodsNo(999), "nonsense"] },
];

export async function askAll(
  read: (question: SiteOrdersQuestion) => Promise<SiteOrdersPage>,
): Promise<SiteOrdersPage[]> {
  const answers: SiteOrdersPage[] = [];
  for (const question of questions) answers.push(await read(question));
  return answers;
}

/** As the webhook adapter asks. */
export async function askPhp(site: ShopSite, question: SiteOrdersQuestion): Promise<SiteOrdersPage> {
  const { status, answer } = await site.ask(String(new URLSearchParams(parametersOf(question))));
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(answer)}`);
  return answer as unknown as SiteOrdersPage;
}

function parametersOf(question: SiteOrdersQuestion): Record<string, string> {
  if (question.what === "named") return { orders: "named", numbers: question.orderNos.join(",") };
  const { what, after, sinceS, limit } = question;
  return { orders: what, after, since: String(sinceS), limit: String(limit) };
}
