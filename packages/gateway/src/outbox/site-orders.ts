// What the orders of a site look like to somebody who compares them with our books. Only shops whose software we know can
// tell (so far DedeCMS, by its database or by the signed end-point of our drop-in); the words are the shop's own.

export type SiteOrder = {
  order_no: string;
  /** `goods` is shipped by people; `card` and `member` are handed out at once. */
  product: string;
  /** Rows of this number: where it is not 1, the rest is of one of them. */
  rows: number;
  /** The shop's own number for how far the order is; the next two say what it means. */
  state: number;
  /** Paid (goods), or handed out. */
  settled: boolean;
  /** On its way, or further. */
  shipped: boolean;
  amount_fen: number;
  /** False where the goods in it don't add up to its price. */
  consistent: boolean;
  /** Unix seconds. */
  created_at_s: number;
  /** The shop's number for the way to pay that the buyer chose; null where it keeps none. */
  paytype: number | null;
  /** The last characters of the payment under which we handed something out; null where nobody says so. */
  mark: string | null;
  /** What the order's own text says that it was given, by us. */
  gave: "card" | "gold" | "rank" | null;
  /** How the card that it names stands in the stock. */
  card: "sold" | "in_stock" | "missing" | null;
  /** How the goods go; null where the order was not asked for by number. */
  carrier: string | null;
  /** What the order's member has by now; null where the order was not asked for by number, or has no member. */
  member: MemberColumns | null;
};

/** A member's columns that handing out changes, as the shop keeps them; `settled` counts the orders that were done for it. */
export type MemberColumns = {
  gold: number;
  rank: number;
  uptime: number;
  exptime: number;
  scores: number;
  settled: number;
};

/** A card that is marked as sold and which no order names. `card` is its row, never its number. */
export type UnnamedCard = { card: number; member: number; sold_at_s: number };

export type SiteOrdersQuestion =
  | {
      what: "goods" | "member" | "cards";
      /** `next` of the page before; "" for the first. */
      after: string;
      /** Made at this Unix second or later. */
      sinceS: number;
      limit: number;
    }
  /** These, whatever they are; what the shop does not have is left out. */
  | { what: "named"; orderNos: readonly string[] };

export type SiteOrdersPage = {
  orders: SiteOrder[];
  cards: UnnamedCard[];
  next: string | null;
  /** The shop's number for paying by Alipay; null where it has none. */
  alipay_paytype: number | null;
};

/** The most that one question may ask for. */
export const mostSiteOrders = 200;

/** The site could not be asked; `why` is one word. */
export class SiteNotAsked extends Error {
  override readonly name: string = "SiteNotAsked";
  readonly why: string;

  constructor(why: string, cause?: unknown) {
    super(`the site could not be asked: ${why}`, { cause });
    this.why = why;
  }
}
