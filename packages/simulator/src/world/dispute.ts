// The buyer of an escrow trade asks for the money back. Before the goods are sent the seller agrees or refuses; afterwards an
// agreement means that the buyer sends them back and the seller confirms. Each step is notified by its refund_status, while
// the trade_status may stay as it was.
import { refundTrade } from "./refund-trade.ts";
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";

export type DisputeStep = "ask" | "agree" | "refuse" | "withdraw" | "send_back" | "confirm_return";

/** Which refund_status each step comes from and leads to; `undefined` before the first. */
const steps: Readonly<Record<DisputeStep, { from: ReadonlyArray<string | undefined>; to: string }>> = {
  ask: { from: [undefined, "SELLER_REFUSE_BUYER", "REFUND_CLOSED"], to: "WAIT_SELLER_AGREE" },
  agree: { from: ["WAIT_SELLER_AGREE", "SELLER_REFUSE_BUYER"], to: "WAIT_BUYER_RETURN_GOODS" },
  refuse: { from: ["WAIT_SELLER_AGREE"], to: "SELLER_REFUSE_BUYER" },
  withdraw: {
    from: ["WAIT_SELLER_AGREE", "SELLER_REFUSE_BUYER", "WAIT_BUYER_RETURN_GOODS"],
    to: "REFUND_CLOSED",
  },
  send_back: { from: ["WAIT_BUYER_RETURN_GOODS"], to: "WAIT_SELLER_CONFIRM_GOODS" },
  confirm_return: { from: ["WAIT_SELLER_CONFIRM_GOODS"], to: "REFUND_SUCCESS" },
};

/** Whether the step is possible now. */
export function canDispute(trade: Trade, step: DisputeStep): boolean {
  const inEscrow = trade.status === "WAIT_SELLER_SEND_GOODS" || trade.status === "WAIT_BUYER_CONFIRM_GOODS";
  return inEscrow && steps[step].from.includes(trade.refundStatus);
}

/** False where the step is not possible now. */
export async function dispute(simulation: Simulation, trade: Trade, step: DisputeStep): Promise<boolean> {
  if (!canDispute(trade, step)) return false;
  const nothingSent = trade.status === "WAIT_SELLER_SEND_GOODS";
  if (step === "confirm_return" || (step === "agree" && nothingSent)) {
    return refundTrade(simulation, trade, {
      requestNo: `DISPUTE${trade.tradeNo}`.slice(0, 64),
      amountFen: trade.totalFen - trade.refundedFen,
      reason: "buyer's request",
    }).refunded;
  }
  trade.refundStatus = steps[step].to;
  await simulation.announce(trade, "refund_status_changed");
  return true;
}
