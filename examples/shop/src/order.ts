// An order of the shop and how the gateway's deliveries change it. Pure: no clock, no file, no network.
import type { GoodsKind } from "./goods.ts";
import type { PaymentWay } from "./payment-way.ts";

export type Problem = { code: number; name: string; detail: string; requestId: string };

export type Order = {
  no: string;
  goodsId: string;
  kind: GoodsKind;
  title: string;
  amountFen: number;
  way: PaymentWay;
  createdAt: string;
  /** What the gateway answered to our order. */
  paymentId: string | null;
  payUrl: string | null;
  problem: Problem | null;
  /** none: nothing has arrived. escrow: Alipay keeps it. paid: it is ours. */
  money: "none" | "escrow" | "paid" | "held" | "refunded";
  refundedFen: number;
  closed: boolean;
  finished: boolean;
  shippedAt: string | null;
  /** Virtual goods: what the buyer got. Set once, never again. */
  handedOut: { at: string; code: string } | null;
  history: { at: string; text: string }[];
};

/** The part of a delivery which the shop reads. */
export type Delivery = {
  id: string;
  type: string;
  payment: { id: string; order_no: string; amount_fen: number; refunded_fen: number; currency: string };
};

export type Handing = { at: string; newCode: () => string };

/** Why a delivery does not belong to this order; undefined when it does. */
export function mismatchOf(order: Order, delivery: Delivery): string | undefined {
  const { payment } = delivery;
  if (payment.order_no !== order.no) return "order_no";
  if (order.paymentId !== null && payment.id !== order.paymentId) return "payment.id";
  if (payment.amount_fen !== order.amountFen || payment.currency !== "CNY") return "amount";
  return undefined;
}

/** The order after a delivery. The same delivery twice, or an older one late, takes nothing back and hands out nothing again. */
export function applyDelivery(order: Order, delivery: Delivery, handing: Handing): Order {
  const next: Order = {
    ...order,
    paymentId: delivery.payment.id,
    refundedFen: Math.max(order.refundedFen, delivery.payment.refunded_fen),
    history: [...order.history, { at: handing.at, text: delivery.type }],
  };
  switch (delivery.type) {
    case "payment.escrow_paid":
      return order.money === "none" || order.money === "held" ? { ...next, money: "escrow" } : next;
    case "payment.escrow_shipped":
      return { ...next, shippedAt: order.shippedAt ?? handing.at };
    case "payment.held":
      return order.money === "none" ? { ...next, money: "held" } : next;
    case "payment.paid":
      return paid(next, handing);
    case "payment.finished":
      return { ...next, finished: true };
    case "payment.closed":
      return order.money === "none" ? { ...next, closed: true } : next;
    case "payment.refunded":
      return delivery.payment.refunded_fen >= order.amountFen ? { ...next, money: "refunded" } : next;
    default:
      // A kind of delivery which this shop does not know yet: acknowledged and noted.
      return next;
  }
}

function paid(order: Order, handing: Handing): Order {
  if (order.money === "refunded") return order;
  const handedOut =
    order.kind === "virtual" && order.handedOut === null
      ? { at: handing.at, code: handing.newCode() }
      : order.handedOut;
  return { ...order, money: "paid", closed: false, handedOut };
}

export type OrderStatus =
  | "unpaid"
  | "failed"
  | "escrow"
  | "held"
  | "paid"
  | "shipped"
  | "finished"
  | "closed"
  | "refunded";

/** The one word that the order's page and the owner's list show. */
export function statusOf(order: Order): OrderStatus {
  if (order.money === "refunded") return "refunded";
  if (order.money === "none") return order.closed ? "closed" : order.problem !== null ? "failed" : "unpaid";
  if (order.money === "held") return "held";
  if (order.finished) return "finished";
  if (order.shippedAt !== null) return "shipped";
  return order.money;
}

/** May the owner press "ship"? */
export function isShippable(order: Order): boolean {
  return order.kind === "physical" && order.shippedAt === null && (order.money === "escrow" || order.money === "paid");
}
