// Which states are worth waiting in. Says nothing about what late evidence may still do.
import type { PaymentState } from "./payment.ts";

/** True when nothing more is expected from Alipay: stop asking. Late money (closed) and refunds (finished) are still heard. */
export function isTerminal(state: PaymentState): boolean {
  return state === "closed" || state === "finished" || state === "refunded";
}
