// OpenAPI's calls.
import {
  AlipayClient,
  type AlipayClientOptions,
  AlipayError,
  formatYuan,
  type OpenapiAccount,
  type OpenapiParameters,
  parseYuan,
  readTradeFacts,
} from "@dedepay/alipay";
import type { ProtocolCalls } from "./protocol-calls.ts";

export function openapiCalls(account: OpenapiAccount, options: AlipayClientOptions): ProtocolCalls {
  const client = new AlipayClient(account, options);
  return {
    get account() {
      return client.account;
    },
    async query(outTradeNo, timeoutMs) {
      const reply = await client.call("alipay.trade.query", { out_trade_no: outTradeNo }, { timeoutMs });
      return readTradeFacts(client.account, textsOf(reply));
    },
    async close(outTradeNo) {
      await client.call("alipay.trade.close", { out_trade_no: outTradeNo });
    },
    async refund(call) {
      const reply = await client.call("alipay.trade.refund", {
        out_trade_no: call.outTradeNo,
        refund_amount: formatYuan(call.amountFen),
        out_request_no: call.requestNo,
        refund_reason: call.reason,
      });
      // 10000 alone says only that the call was understood.
      if (reply.fund_change !== "Y") return { kind: "processing" };
      const refundedFen = readFen(reply.refund_fee);
      return { kind: "succeeded", ...(refundedFen === undefined ? {} : { refundedFen }) };
    },
    async queryRefund(call) {
      const reply = await client.call("alipay.trade.fastpay.refund.query", {
        out_trade_no: call.outTradeNo,
        out_request_no: call.requestNo,
      });
      const isThis = reply.out_request_no === undefined || reply.out_request_no === call.requestNo;
      const isAmount = readFen(reply.refund_amount) === call.amountFen;
      return reply.refund_status === "REFUND_SUCCESS" && isThis && isAmount
        ? { kind: "succeeded" }
        : { kind: "absent" };
    },
    async precreate(content, notifyUrl) {
      // Frozen parameters were validated when they were made, and are validated again by the client.
      const parameters = content.parameters as OpenapiParameters<"alipay.trade.precreate">;
      const reply = await client.call("alipay.trade.precreate", parameters, { notifyUrl });
      if (reply.qr_code === undefined || reply.qr_code === "") {
        throw new AlipayError("malformed_reply", "alipay.trade.precreate: no qr_code", {
          service: "alipay.trade.precreate",
        });
      }
      return reply.qr_code;
    },
  };
}

/** undefined where Alipay said no amount. Throws AlipayError where it said something else. */
function readFen(text: unknown): bigint | undefined {
  return typeof text === "string" && text !== "" ? parseYuan(text, { minFen: 0n }) : undefined;
}

/** The facts of a trade are texts; lists (how it was funded) are not among them. */
function textsOf(reply: object): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply)) if (typeof value === "string") texts[name] = value;
  return texts;
}
