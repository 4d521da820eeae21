// The partner protocol's calls.
import {
  AlipayError,
  buildRequest,
  type MapiAccount,
  type MapiParameters,
  type MapiServerServiceName,
  readMapiReply,
  readTradeFacts,
  requestUrl,
} from "@dedepay/alipay";
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpResponse, HttpSend } from "../platform/platform.ts";
import type { ProtocolCalls } from "./protocol-calls.ts";

/** Alipay waits for our answer to its notification meanwhile. */
const secondCheckTimeoutMs = 5000;

type Options = { endpoint: string; timeoutMs: number; send: HttpSend; now(): number };

export function mapiCalls(account: MapiAccount, options: Options): ProtocolCalls {
  const call = caller(account, options);
  return {
    account,
    async query(outTradeNo) {
      const raw = await call("single_trade_query", { out_trade_no: outTradeNo });
      return readTradeFacts(account, readMapiReply(account, "single_trade_query", raw));
    },
    async close(outTradeNo) {
      readMapiReply(account, "close_trade", await call("close_trade", { out_order_no: outTradeNo }));
    },
    async ship({ tradeNo, logisticsName, invoiceNo, transportType }) {
      const raw = await call("send_goods_confirm_by_platform", {
        trade_no: tradeNo,
        logistics_name: logisticsName,
        transport_type: transportType,
        invoice_no: invoiceNo,
      });
      readMapiReply(account, "send_goods_confirm_by_platform", raw);
    },
    async checkFreshness(notifyId) {
      const raw = await call("notify_verify", { notify_id: notifyId }, secondCheckTimeoutMs);
      return readMapiReply(account, "notify_verify", raw).answer === "true" ? "fresh" : "not_fresh";
    },
  };
}

type Call = <Name extends MapiServerServiceName>(
  service: Name,
  parameters: MapiParameters<Name>,
  timeoutMs?: number,
) => Promise<HttpResponse>;

function caller(account: MapiAccount, options: Options): Call {
  const { endpoint, send, now } = options;
  return async (service, parameters, ownTimeoutMs) => {
    const timeoutMs = ownTimeoutMs ?? options.timeoutMs;
    const signed = buildRequest(account, service, parameters as never, { endpoint, nowMs: now() });
    try {
      return await send({ method: "GET", url: requestUrl(signed), headers: { accept: "*/*" }, timeoutMs });
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      // Whether the request had left is not said, so its outcome is not known.
      const kind = error.kind === "timeout" ? "timeout" : "network";
      throw new AlipayError(kind, `${service}: ${error.code}`, { outcomeKnown: false, service, cause: error });
    }
  };
}
