// One event of the gateway about one order: what it does in the shop's database, exactly once. Each fulfilment claims the
// order and takes effect in ONE statement, so that it happens once on MyISAM too. The same rules as fulfil.php; one table of
// cases (testdata/fulfilment-cases.json) drives the tests of both.

import { parseOrderNumber } from "../formats/order-number.ts";
import { type Answer, refuse } from "./answer.ts";
import type { NoteInterruption } from "./interruptible.ts";
import type { Interruption } from "./interruption.ts";
import { readShopEvent } from "./shop-event.ts";
import { findShopOrder } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";
import { takeGoods } from "./take-goods.ts";
import { takeOperation } from "./take-operation.ts";
import { writeNote } from "./write-note.ts";

export type TakeEventInput = {
  /** As the webhook carries it. */
  readonly event: unknown;
  readonly nowS: number;
  /** What the statement of an earlier try was about, of which nobody heard how it ended. */
  readonly interruption?: Interruption | undefined;
  readonly note: NoteInterruption;
};

/** Throws ShopDatabaseFailure. */
export async function takeEvent(shop: ShopSession, input: TakeEventInput): Promise<Answer> {
  const event = readShopEvent(input.event);
  if (event === undefined) return { status: 400, outcome: "malformed" };
  const { type, payment } = event;
  const kind = parseOrderNumber(payment.orderNo)?.kind;
  if (kind === undefined) return { status: 422, outcome: "order_number_unknown" };
  if (type === "payment.refunded" || type === "payment.closed") return writeNote(shop, kind, event);
  // `finished` only says that the money stays; what releases the goods is told once, as `paid`.
  if (type !== "payment.paid" && !(type === "payment.escrow_paid" && kind === "goods"))
    return { status: 200, outcome: "noted" };
  const order = await findShopOrder(shop, payment.orderNo);
  if (order.found !== 1) return refuse(order.found === 0 ? "order_missing" : "order_doubled");
  if (order.kind === "goods") return takeGoods(shop, order, event);
  const { nowS, interruption, note } = input;
  return takeOperation(shop, order, { payment, nowS, interruption, note });
}
