// alipay.trade.query: the trade as Alipay sees it.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { isPaid } from "../../world/trade-machine.ts";
import { buyerFields } from "../buyer-fields.ts";
import { findTrade } from "../find-trade.ts";
import type { OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { successNode } from "../signed-reply.ts";

export function query(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const trade = findTrade(call);
  if ("code" in trade) return trade;
  const total = formatYuan(trade.totalFen);
  const paid = isPaid(trade);
  const received = paid ? total : "0.00";
  const { buyerId, logonId } = buyerFields(call.simulation.accounts, trade);
  return successNode({
    trade_no: trade.tradeNo,
    out_trade_no: trade.order.outTradeNo,
    buyer_logon_id: logonId,
    buyer_user_id: buyerId,
    trade_status: trade.status,
    total_amount: total,
    receipt_amount: received,
    buyer_pay_amount: received,
    point_amount: "0.00",
    invoice_amount: received,
    send_pay_date: trade.paidMs === undefined ? undefined : beijingTime(trade.paidMs),
    fund_bill_list: paid ? [{ fund_channel: "ALIPAYACCOUNT", amount: total }] : undefined,
    passback_params: trade.order.fields.get("passback_params"),
  });
}
