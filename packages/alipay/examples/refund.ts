// Refund: never sent twice blindly. Where the outcome is unknown, or no money moved yet, the refund is queried.
import { type AlipayClient, AlipayError, formatYuan, type OpenapiAccount } from "@dedepay/alipay";

type Refund = { orderNumber: string; refundNumber: string; amountFen: bigint };

export async function refund(client: AlipayClient<OpenapiAccount>, wanted: Refund): Promise<"refunded" | "ask again"> {
  const numbers = { out_trade_no: wanted.orderNumber, out_request_no: wanted.refundNumber };
  try {
    const amount = { refund_amount: formatYuan(wanted.amountFen) };
    const reply = await client.call("alipay.trade.refund", { ...numbers, ...amount });
    if (reply.fund_change === "Y") return "refunded";
  } catch (error) {
    if (!(error instanceof AlipayError) || error.outcomeKnown) throw error;
  }
  // Alipay asks to wait ten seconds before this; in a shop it is a job of its own.
  const found = await client.call("alipay.trade.fastpay.refund.query", numbers);
  return found.refund_status === "REFUND_SUCCESS" ? "refunded" : "ask again";
}
