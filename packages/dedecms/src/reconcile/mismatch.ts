// What a comparison of our books with a shop's orders can find, and what may be done about it. Pure values.
import type { BilingualText } from "@dedepay/errors";
import type { SiteRepair } from "@dedepay/gateway";

/** Worst first: money that somebody waits for, then goods that nobody paid for, then what could become either. */
export const mismatchKinds = [
  "paid_not_delivered",
  "half_done",
  "delivered_not_paid",
  "card_sold_without_order",
  "card_could_be_sold_again",
  "doubled",
  "not_shipped_at_alipay",
  "not_told",
  "on_its_way",
  "total_differs",
] as const;
export type MismatchKind = (typeof mismatchKinds)[number];

/** What a yes does. Each is harmless when it was done meanwhile. */
export type Repair =
  /** The gateway tells the shop again; the shop's own rules decide. */
  | { readonly kind: "resend"; readonly deliveryId: string }
  /** One statement in the shop's database. */
  | { readonly kind: "order"; readonly repair: SiteRepair }
  /** Tells Alipay that the goods are on their way. */
  | { readonly kind: "ship"; readonly paymentId: string; readonly carrier: string }
  /** Takes the order into our books and asks Alipay whether it was paid under its own number. */
  | {
      readonly kind: "ask_alipay";
      readonly orderNo: string;
      readonly amountFen: bigint;
      readonly goods: "physical" | "virtual";
    };

export type Mismatch = {
  readonly kind: MismatchKind;
  /** An order number; null for a card without one. */
  readonly orderNo: string | null;
  readonly paymentId: string | null;
  /** What our books say was paid or asked for. */
  readonly bookedFen: bigint | null;
  /** What the shop says. */
  readonly storedFen: bigint | null;
  readonly what: BilingualText;
  /** What a yes does, and how it is called; undefined: a person has to act, as `todo` says. */
  readonly repair?: { readonly does: Repair; readonly text: BilingualText } | undefined;
  readonly todo?: BilingualText | undefined;
};

export const kindNames: Readonly<Record<MismatchKind, BilingualText>> = {
  paid_not_delivered: { zh: "已付款，未发放", en: "paid, not delivered" },
  half_done: { zh: "发放中断，可能只做了一半", en: "broken off, perhaps half done" },
  delivered_not_paid: { zh: "已发放，没有付款", en: "delivered, not paid" },
  card_sold_without_order: { zh: "卡已标为售出，没有订单", en: "card sold, no order names it" },
  card_could_be_sold_again: { zh: "已给买家的卡还在库存里", en: "a handed out card is still in stock" },
  doubled: { zh: "订单号重复", en: "order number twice" },
  not_shipped_at_alipay: { zh: "网站已发货，支付宝还不知道", en: "shipped, Alipay was not told" },
  not_told: { zh: "网站还没收下的通知", en: "the shop has not taken this" },
  on_its_way: { zh: "正在送往网站", en: "on its way" },
  total_differs: { zh: "金额对不上", en: "totals differ" },
};

/** Whether somebody should act on it. What is only on its way, or rounded by the column, is told and no more. */
export function isProblem({ kind }: Pick<Mismatch, "kind">): boolean {
  return kind !== "on_its_way" && kind !== "total_differs";
}
