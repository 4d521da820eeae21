// A short text which changes exactly when the buyer's page would look different.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";

export function stateMark(view: BuyerView): string {
  return [
    view.state,
    view.outcome,
    view.refundedFen,
    view.payable ? "payable" : "shut",
    view.lastError?.code ?? 0,
  ].join(".");
}
