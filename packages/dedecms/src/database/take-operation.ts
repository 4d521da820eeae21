// Top-ups and upgrades. Nothing is handed out before the money is the seller's; what was handed out is written into the
// order's text by the same statement.

import { type Answer, alreadyDone, refuse } from "./answer.ts";
import type { Fulfilling } from "./fulfilling.ts";
import { handOutCard } from "./hand-out-card.ts";
import { finishInterrupted, marksWithoutGiving } from "./interrupted-operation.ts";
import { isAtomicShop, type NoteInterruption } from "./interruptible.ts";
import type { Interruption } from "./interruption.ts";
import { receiptMark, type ShopPayment } from "./shop-event.ts";
import type { Operation } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";
import { upgradeMember } from "./upgrade-member.ts";
import { whyNot } from "./why-not.ts";

export type TakeOperationInput = {
  readonly payment: ShopPayment;
  readonly nowS: number;
  readonly interruption: Interruption | undefined;
  readonly note: NoteInterruption;
};

export async function takeOperation(shop: ShopSession, order: Operation, input: TakeOperationInput): Promise<Answer> {
  const { payment, nowS, interruption } = input;
  if (order.isSettled) {
    if (payment.isAdopted) return alreadyDone;
    if (!order.info.includes(receiptMark(payment))) return refuse("closed_without_fulfilment");
    const isHalf = interruption !== undefined && (await marksWithoutGiving(shop, order, { interruption, nowS }));
    return isHalf ? { ...refuse("half_done"), interruption } : alreadyDone;
  }
  // The stock plugin stopped between its three steps: perhaps before it gave anything, perhaps after.
  if (payment.isAdopted && order.state === 1) return refuse("half_done_before_changeover");
  const why = whyNot(order, payment);
  if (why !== undefined) return refuse(why);
  const note = (await isAtomicShop(shop)) ? nothingToNote : input.note;
  if (interruption !== undefined) {
    const finished = await finishInterrupted(shop, order, { payment, interruption });
    if (finished !== undefined) return finished;
  }
  const fulfilling: Fulfilling = { payment, nowS, note };
  if (order.product === "card") return handOutCard(shop, order, fulfilling);
  return order.product === "member" ? upgradeMember(shop, order, fulfilling) : refuse("product_unknown");
}

const nothingToNote: NoteInterruption = () => Promise.resolve();
