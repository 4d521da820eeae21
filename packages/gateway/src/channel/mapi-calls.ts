// The partner protocol's calls.
import { AlipayClient, type AlipayClientOptions, type MapiAccount, readTradeFacts } from "@dedepay/alipay";
import type { ProtocolCalls } from "./protocol-calls.ts";
import { refundBatch } from "./refund-batch.ts";

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
    async refund(call) {
      const batch = refundBatch(call, options.now?.() ?? 0);
      await client.call("refund_fastpay_by_platform_nopwd", batch, { notifyUrl: call.notifyUrl });
      // T and P alike: the answer is unsigned and speaks of the batch, so the refund's own report has to prove it.
      return { kind: "processing" };
    },
    async queryRefund(call) {
      const { results } = await client.call("refund_fastpay_query", { batch_no: call.requestNo });
      const ours = results.find((one) => one.batchNo === call.requestNo && one.tradeNo === call.tradeNo);
      const succeeded = ours?.code === "SUCCESS" && ours.amountFen === call.amountFen;
      return succeeded ? { kind: "succeeded" } : { kind: "absent" };
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
