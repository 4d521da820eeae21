// What buyer and seller can do to a trade as it is now, as buttons of its page; each is a JSON action of the control API.
import { canDispute, type DisputeStep } from "../../world/dispute.ts";
import type { Trade } from "../../world/trade.ts";
import { statusAfter } from "../../world/trade-machine.ts";

export interface PossibleAction {
  value: string;
  zh: string;
  en: string;
}

const disputeSteps: ReadonlyArray<readonly [step: DisputeStep, zh: string, en: string]> = [
  ["ask", "买家：申请退款", "buyer: ask for the money back"],
  ["withdraw", "买家：撤回退款申请", "buyer: withdraw the request"],
  ["send_back", "买家：已把货退回", "buyer: goods sent back"],
  ["agree", "卖家：同意退款", "seller: agree"],
  ["refuse", "卖家：拒绝退款", "seller: refuse"],
  ["confirm_return", "卖家：收到退货，退款", "seller: goods are back, refund"],
];

export function possibleActions(trade: Trade): PossibleAction[] {
  const actions: PossibleAction[] = [];
  const add = (zh: string, en: string, action: Record<string, unknown>): void => {
    actions.push({ value: JSON.stringify(action), zh, en });
  };
  const { status, order } = trade;
  if (status === "WAIT_BUYER_PAY") {
    if (order.kind !== "direct" && trade.totalFen > 100n) {
      const total = Number(trade.totalFen - 100n);
      add("卖家：便宜一元", "seller: one yuan off", { action: "change_price", total_fen: total });
    }
    add("关闭交易", "close the trade", { action: "close" });
  }
  if (status === "TRADE_PENDING") add("卖家的账户解冻", "the seller's account is freed", { action: "settle" });
  if (statusAfter(status, "ship") !== undefined) add("卖家：发货", "seller: ship", { action: "ship" });
  if (statusAfter(status, "confirm") !== undefined)
    add("买家：确认收货", "buyer: confirm receipt", { action: "confirm" });
  for (const [step, zh, en] of disputeSteps) if (canDispute(trade, step)) add(zh, en, { action: "dispute", step });
  if (status === "TRADE_SUCCESS") {
    const half = Number((trade.totalFen - trade.refundedFen) / 2n);
    if (half > 0)
      add("卖家：在后台退一半", "seller: refund half in the console", { action: "refund", amount_fen: half });
    add("卖家：在后台退剩下的", "seller: refund the rest in the console", { action: "refund" });
  }
  return actions;
}
