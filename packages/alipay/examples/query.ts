// Query: what became of an order. The reply is verified before you see it; everything else is an AlipayError.
import { type AlipayClient, AlipayError, type OpenapiAccount, readTradeFacts } from "@dedepay/alipay";

type State = { paid: boolean; totalFen?: bigint };

export async function askAlipay(client: AlipayClient<OpenapiAccount>, number: string): Promise<State> {
  try {
    const reply = await client.call("alipay.trade.query", { out_trade_no: number });
    const { tradeStatus, totalFen } = readTradeFacts(client.account, reply);
    return { paid: tradeStatus === "TRADE_SUCCESS" || tradeStatus === "TRADE_FINISHED", totalFen };
  } catch (error) {
    // The buyer has not opened the cashier yet; the trade may still come.
    if (error instanceof AlipayError && error.subCode === "ACQ.TRADE_NOT_EXIST") return { paid: false };
    throw error;
  }
}
