// The buyer of an escrow trade asks for the money back; the seller agrees or refuses. Each step is notified by its
// refund_status, while the trade_status may stay as it was.
import { refundTrade } from "./refund-trade.ts";
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";

export type DisputeStep = "ask" | "agree" | "refuse" | "withdraw";

/** False where the step is not possible now. */
export async function dispute(simulation: Simulation, trade: Trade, step: DisputeStep): Promise<boolean> {
  const inEscrow = trade.status === "WAIT_SELLER_SEND_GOODS" || trade.status === "WAIT_BUYER_CONFIRM_GOODS";
  const open = trade.refundStatus === "WAIT_SELLER_AGREE" || trade.refundStatus === "SELLER_REFUSE_BUYER";
  if (!inEscrow || (step === "ask" ? trade.refundStatus === "WAIT_SELLER_AGREE" : !open)) return false;
  switch (step) {
    case "ask":
      trade.refundStatus = "WAIT_SELLER_AGREE";
      break;
    case "refuse":
      trade.refundStatus = "SELLER_REFUSE_BUYER";
      break;
    case "withdraw":
      trade.refundStatus = "REFUND_CLOSED";
      break;
    case "agree":
      return refundTrade(simulation, trade, {
        requestNo: `DISPUTE${trade.tradeNo}`.slice(0, 64),
        amountFen: trade.totalFen - trade.refundedFen,
        reason: "buyer's request",
      }).refunded;
  }
  await simulation.announce(trade, "refund_status_changed");
  return true;
}
