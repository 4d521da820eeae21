// OpenAPI's calls.
import {
  AlipayClient,
  type AlipayClientOptions,
  AlipayError,
  type OpenapiAccount,
  type OpenapiParameters,
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

/** The facts of a trade are texts; lists (how it was funded) are not among them. */
function textsOf(reply: object): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply)) if (typeof value === "string") texts[name] = value;
  return texts;
}
