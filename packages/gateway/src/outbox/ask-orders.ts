// Reads the orders of a DedeCMS shop through the signed end-point of our drop-in.
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { SitesTable } from "../store/tables/sites.ts";
import type { Context } from "../use-cases/context.ts";
import { askSigned, notOurAnswer } from "./signed-question.ts";
import { mostSiteOrders, SiteNotAsked, type SiteOrdersPage, type SiteOrdersQuestion } from "./site-orders.ts";

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const text = (maxLength: number) => Type.String({ maxLength });

const order = Type.Object({
  order_no: text(80),
  product: text(20),
  rows: Type.Integer({ minimum: 1 }),
  state: Type.Integer(),
  settled: Type.Boolean(),
  shipped: Type.Boolean(),
  amount_fen: Type.Integer(),
  consistent: Type.Boolean(),
  created_at_s: Type.Integer(),
  paytype: nullable(Type.Integer()),
  mark: nullable(Type.String({ pattern: "^\\w{8}$" })),
  gave: nullable(Type.Enum(["card", "gold", "rank"])),
  card: nullable(Type.Enum(["sold", "in_stock", "missing"])),
  carrier: nullable(text(80)),
  member: nullable(
    Type.Object({
      gold: Type.Integer(),
      rank: Type.Integer(),
      uptime: Type.Integer(),
      exptime: Type.Integer(),
      scores: Type.Integer(),
      settled: Type.Integer(),
    }),
  ),
});

/** As packages/dedecms/php/include/dedepay/orders.php writes it; more may come. */
const page = Type.Object({
  orders: Type.Array(order, { maxItems: mostSiteOrders }),
  cards: Type.Array(Type.Object({ card: Type.Integer(), member: Type.Integer(), sold_at_s: Type.Integer() }), {
    maxItems: mostSiteOrders,
  }),
  next: nullable(text(80)),
  alipay_paytype: nullable(Type.Integer()),
});

const timeoutMs = 40_000;

/** Throws SiteNotAsked. */
export async function askOrders(
  context: Pick<Context, "sealer" | "platform" | "nowMs">,
  site: SitesTable,
  question: SiteOrdersQuestion,
): Promise<SiteOrdersPage> {
  const asked = await askSigned(context, { site, parameters: parametersOf(question), timeoutMs });
  if (asked.kind === "failed") throw new SiteNotAsked(asked.why);
  // An older drop-in takes this for the question how the site is.
  if (!Value.Check(page, asked.answer)) throw new SiteNotAsked(notOurAnswer);
  return Value.Clean(page, asked.answer) as SiteOrdersPage;
}

function parametersOf(question: SiteOrdersQuestion): Record<string, string> {
  if (question.what === "named") return { orders: "named", numbers: question.orderNos.join(",") };
  const { what, after, sinceS, limit } = question;
  return { orders: what, after, since: String(sinceS), limit: String(limit) };
}
