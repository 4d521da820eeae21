// What every fulfilment of a top-up needs to know.
import type { NoteInterruption } from "./interruptible.ts";
import type { ShopPayment } from "./shop-event.ts";

export type Fulfilling = {
  readonly payment: ShopPayment;
  readonly nowS: number;
  /** Called before a statement over two tables is sent; does nothing where such a statement is one step. */
  readonly note: NoteInterruption;
};

/** A card or a member's row changed under us this often: somebody will try again later. */
export const mostTries = 50;
