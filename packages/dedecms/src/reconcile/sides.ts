// The two sides of a comparison: what our books say of a site's payments, and how the site's orders are.
import type {
  BookedPayment,
  SiteBooksPage,
  SiteOrder,
  SiteOrdersPage,
  SiteOrdersQuestion,
  UnnamedCard,
} from "@dedepay/gateway";

export type Sides = {
  readonly site: SiteBooksPage["site"];
  readonly payments: readonly BookedPayment[];
  /** By number. */
  readonly orders: ReadonlyMap<string, SiteOrder>;
  readonly cards: readonly UnnamedCard[];
  /** What `paytype` says for Alipay. */
  readonly alipayPaytype: number | null;
};

export type SidesPort = {
  readonly books: (after: string) => Promise<SiteBooksPage>;
  readonly orders: (question: SiteOrdersQuestion) => Promise<SiteOrdersPage>;
  readonly progress?: (what: "books" | "orders", done: number) => void;
};

const pageSize = 200;

/** `sinceS`: orders made earlier are read only where our books know them. Throws what the port throws. */
export async function readSides({ books, orders, progress }: SidesPort, sinceS?: number): Promise<Sides> {
  const payments: BookedPayment[] = [];
  let page = await books("");
  for (;;) {
    payments.push(...page.payments);
    progress?.("books", payments.length);
    if (page.next === null) break;
    page = await books(page.next);
  }
  const { site } = page;
  const since = sinceS ?? Math.floor(Date.parse(site.registered_at) / 1000);
  const read: SiteOrder[] = [];
  const cards: UnnamedCard[] = [];
  let alipayPaytype: number | null = null;
  for (const what of ["goods", "member", "cards"] as const) {
    for (let after: string | null = ""; after !== null; ) {
      const answer: SiteOrdersPage = await orders({ what, after, sinceS: since, limit: pageSize });
      read.push(...answer.orders);
      cards.push(...answer.cards);
      alipayPaytype = answer.alipay_paytype;
      after = answer.next;
      progress?.("orders", read.length);
    }
  }
  const known = new Map(read.map((order) => [order.order_no, order]));
  for (const order of await readNamed(orders, wantedByName(payments, known))) known.set(order.order_no, order);
  return { site, payments, orders: known, cards, alipayPaytype };
}

/** Older than the rest, or asked for once more because a broken fulfilment needs to know what the member has. */
function wantedByName(payments: readonly BookedPayment[], known: ReadonlyMap<string, SiteOrder>): string[] {
  const isWanted = ({ order_no, state, deliveries }: BookedPayment): boolean =>
    deliveries.some(({ status }) => status !== "done") ||
    (!known.has(order_no) && state !== "unpaid" && state !== "closed");
  return payments.filter(isWanted).map(({ order_no }) => order_no);
}

async function readNamed(orders: SidesPort["orders"], numbers: readonly string[]): Promise<SiteOrder[]> {
  const found: SiteOrder[] = [];
  // Each number stands in the address of the question.
  const atOnce = 50;
  for (let at = 0; at < numbers.length; at += atOnce)
    found.push(...(await orders({ what: "named", orderNos: numbers.slice(at, at + atOnce) })).orders);
  return found;
}
