// The partner protocol's calls.
import { AlipayClient, type AlipayClientOptions, type MapiAccount, readTradeFacts } from "@dedepay/alipay";
import type { ProtocolCalls } from "./protocol-calls.ts";

/** Alipay waits for our answer to its notification meanwhile. */
const secondCheckTimeoutMs = 5000;

export function mapiCalls(account: MapiAccount, options: AlipayClientOptions): ProtocolCalls {
  const client = new AlipayClient(account, options);
  return {
    account,
    async query(outTradeNo, timeoutMs) {
      const reply = await client.call("single_trade_query", { out_trade_no: outTradeNo }, { timeoutMs });
      return readTradeFacts(account, reply);
    },
    async close(outTradeNo) {
      await client.call("close_trade", { out_order_no: outTradeNo });
    },
    async ship({ tradeNo, logisticsName, invoiceNo, transportType }) {
      await client.call("send_goods_confirm_by_platform", {
        trade_no: tradeNo,
        logistics_name: logisticsName,
        transport_type: transportType,
        invoice_no: invoiceNo,
      });
    },
    async checkFreshness(notifyId) {
      const reply = await client.call("notify_verify", { notify_id: notifyId }, { timeoutMs: secondCheckTimeoutMs });
      return reply.answer === "true" ? "fresh" : "not_fresh";
    },
  };
}
