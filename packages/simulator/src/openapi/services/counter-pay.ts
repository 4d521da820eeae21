// alipay.trade.pay: the seller scans the buyer's code. Small amounts are paid at once, larger ones (10003) wait until the
// buyer confirms on the phone, which is the cashier here.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { cashierCodes } from "../../cashier/pay-codes.ts";
import { openTrade } from "../../world/open-trade.ts";
import { payTrade } from "../../world/pay-trade.ts";
import type { Trade } from "../../world/trade.ts";
import { buyerFields } from "../buyer-fields.ts";
import { openRefusal } from "../open-refusal.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";
import { successNode } from "../signed-reply.ts";

export function counterPay(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const { simulation } = call;
  const order = readOrder(call);
  if ("code" in order) return order;
  const code = bizText(call, "auth_code");
  const buyer = simulation.accounts.payer(code.slice(2));
  if (buyer === undefined || !code.startsWith("28")) {
    return openapiRefuse("40004", "ACQ.PAYMENT_AUTH_CODE_INVALID", {
      zh: "付款码无效；模拟器里买家的付款码是 28 加上买家的用户号。",
      en: "The code is not valid; here a buyer's code is 28 followed by the user number.",
    });
  }
  const opened = openTrade(simulation, order);
  if (opened.kind === "refused") return openRefusal(opened.reason);
  const { trade } = opened;
  if (trade.totalFen > BigInt(simulation.switches.noPasswordLimitFen)) {
    simulation.visits.open(order, trade);
    return { ...reply(call, trade), code: "10003", msg: simulation.switches.waitingMessage };
  }
  const paid = payTrade(simulation, trade, { userId: buyer.userId });
  if (!paid.paid) {
    const text = cashierCodes[paid.reason];
    return openapiRefuse("40004", text.openapi, { zh: text.zh, en: text.en });
  }
  return reply(call, trade);
}

function reply(call: OpenapiCall, trade: Trade): Record<string, unknown> {
  const { buyerId, logonId } = buyerFields(call.simulation.accounts, trade);
  const total = formatYuan(trade.totalFen);
  const paid = trade.paidMs === undefined ? undefined : total;
  return successNode({
    trade_no: trade.tradeNo,
    out_trade_no: trade.order.outTradeNo,
    buyer_logon_id: logonId,
    buyer_user_id: buyerId,
    total_amount: total,
    receipt_amount: paid,
    buyer_pay_amount: paid,
    invoice_amount: paid,
    gmt_payment: trade.paidMs === undefined ? undefined : beijingTime(trade.paidMs),
    fund_bill_list: paid === undefined ? undefined : [{ fund_channel: "ALIPAYACCOUNT", amount: total }],
  });
}
