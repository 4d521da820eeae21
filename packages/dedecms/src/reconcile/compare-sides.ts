// Holds what our books say of a site's payments against the site's orders: what was paid and is not delivered, what was
// delivered and nobody paid, and what could become either. Pure; the same rules as the fulfilment itself.
import type { BookedDelivery, BookedPayment, SiteOrder } from "@dedepay/gateway";
import { repairKinds } from "../database/repair-order.ts";
import { isFloatImage } from "../formats/float-amount.ts";
import { interruptedMismatch } from "./interrupted-mismatch.ts";
import { type Mismatch, mismatchKinds } from "./mismatch.ts";
import type { Sides } from "./sides.ts";
import { sqlToTakeCard, sqlToUnmarkGoods } from "./sql-by-hand.ts";
import {
  amountsDiffer,
  cardInStock,
  cardWithoutOrder,
  closedWithoutUs,
  deliveredNotPaid,
  doubledOrder,
  notShipped,
  notTold,
  orderGone,
  paidNotDelivered,
} from "./words.ts";

export type CompareOptions = {
  /** Whether a repair may be a statement in the shop's database. */
  readonly canRepair: boolean;
  /** Payments about which Alipay could not be asked just now, with one word why. */
  readonly notAsked?: ReadonlyMap<string, string>;
};

/** Worst first. */
export function compareSides(sides: Sides, options: CompareOptions): Mismatch[] {
  const booked = new Map(sides.payments.map((payment) => [payment.order_no, payment]));
  const found = [
    ...sides.payments.flatMap((payment) => ofPayment(payment, sides, options)),
    ...[...sides.orders.values()].flatMap((order) => ofOrder(order, { booked, sides, options })),
    ...sides.cards.map(cardWithoutOrder),
  ];
  const rank = ({ kind }: Mismatch): number => mismatchKinds.indexOf(kind);
  return found.toSorted((left, right) => rank(left) - rank(right) || (key(left) < key(right) ? -1 : 1));
}

function key({ orderNo, paymentId }: Mismatch): string {
  return `${orderNo ?? ""} ${paymentId ?? ""}`;
}

const grantStates: readonly string[] = ["paid", "finished"];
const escrowStates: readonly string[] = ["escrow_paid", "escrow_shipped"];

/** Whether the site owes the buyer something for it. */
function grants({ state, goods }: BookedPayment): boolean {
  return grantStates.includes(state) || (goods === "physical" && escrowStates.includes(state));
}

function isGrant({ type }: BookedDelivery, { goods }: BookedPayment): boolean {
  return type === "payment.paid" || (goods === "physical" && type === "payment.escrow_paid");
}

function ofPayment(payment: BookedPayment, { orders, cards }: Sides, { canRepair }: CompareOptions): Mismatch[] {
  const order = orders.get(payment.order_no);
  const others = payment.deliveries
    .filter((delivery) => !isGrant(delivery, payment) && (delivery.status === "parked" || delivery.status === "dead"))
    .map((delivery) => notTold(payment, delivery));
  if (!grants(payment)) return others;
  const grant = payment.deliveries.findLast((delivery) => isGrant(delivery, payment));
  if (order === undefined) return [orderGone(payment, grant), ...others];
  if (order.rows > 1) return [doubledOrder(order, payment), ...others];
  const broken = grant === undefined ? undefined : interruptedMismatch({ payment, order, grant, cards, canRepair });
  if (broken !== undefined) return [broken, ...others];
  return [...ofGranted({ payment, order, grant, canRepair }), ...others];
}

type Granted = {
  readonly payment: BookedPayment;
  readonly order: SiteOrder;
  readonly grant: BookedDelivery | undefined;
  readonly canRepair: boolean;
};

function ofGranted({ payment, order, grant, canRepair }: Granted): Mismatch[] {
  const asked = BigInt(payment.amount_fen);
  const differs = amountsDiffer(payment, order, isFloatImage(asked, BigInt(order.amount_fen)));
  if (!order.settled) return [paidNotDelivered(payment, order, grant)];
  const found = differs === undefined ? [] : [differs];
  if (order.product === "goods") {
    if (grant?.status === "parked" || grant?.status === "dead") found.push(paidNotDelivered(payment, order, grant));
    if (order.shipped && payment.state === "escrow_paid") found.push(notShipped(payment, order));
    return found;
  }
  const isOurs = order.mark === payment.id.slice(-8);
  if (!isOurs && !(order.mark === null && payment.adopted)) found.push(closedWithoutUs(payment, order, grant));
  if (isOurs && order.card === "in_stock") {
    const repair = { orderNo: order.order_no, kind: repairKinds.takeCard, detail: null };
    found.push(cardInStock(payment, order, canRepair ? repair : sqlToTakeCard(order.order_no)));
  }
  return found;
}

type Known = {
  readonly booked: ReadonlyMap<string, BookedPayment>;
  readonly sides: Sides;
  readonly options: CompareOptions;
};

/** What the site has done without our books saying that it was paid. */
function ofOrder(order: SiteOrder, { booked, sides, options }: Known): Mismatch[] {
  const payment = booked.get(order.order_no);
  if (payment !== undefined && grants(payment)) return [];
  if (order.rows > 1) return [doubledOrder(order, payment)];
  if (!order.settled || payment?.state === "refunded") return [];
  // Cash on delivery and bank transfers are not ours to judge.
  if (payment === undefined && order.paytype !== null && order.paytype !== sides.alipayPaytype) return [];
  const canUnmark = payment !== undefined && order.product === "goods" && order.state === 1;
  const repair = { orderNo: order.order_no, kind: repairKinds.unmarkGoods, detail: null };
  const unmark = canUnmark ? (options.canRepair ? repair : sqlToUnmarkGoods(order.order_no)) : undefined;
  const notAsked = options.notAsked?.get(payment?.id ?? "");
  return [deliveredNotPaid(order, payment, { unmark: notAsked === undefined ? unmark : undefined, notAsked })];
}
