// Why an order could not become, or be, the trade under its number: in OpenAPI's codes.
import type { OpenedTrade } from "../world/open-trade.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

type Reason = Extract<OpenedTrade, { kind: "refused" }>["reason"];

export function openRefusal(reason: Reason): OpenapiRefusal {
  switch (reason) {
    case "content_changed":
      return openapiRefuse("40004", "ACQ.CONTEXT_INCONSISTENT", {
        zh: "交易信息被篡改：同一 out_trade_no 已经建过交易，金额、标题、描述或接口不同。",
        en: "A trade with this out_trade_no exists and its amount, subject, body or method is another.",
      });
    case "already_paid":
      return openapiRefuse("40004", "ACQ.TRADE_HAS_SUCCESS", { zh: "交易已被支付。", en: "The trade has been paid." });
    case "closed":
    case "expired":
      return openapiRefuse("40004", "ACQ.TRADE_HAS_CLOSE", { zh: "交易已经关闭。", en: "The trade is closed." });
  }
}
