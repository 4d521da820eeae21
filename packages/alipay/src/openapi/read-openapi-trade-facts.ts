// The facts of one trade from a verified notification or query of the OpenAPI.
import { createFieldReader } from "../notification/field-reader.ts";
import type { TradeFacts } from "../notification/trade-facts.ts";
import { presentFields } from "../present-fields.ts";

const noMinimum = { minFen: 0n };

/** Facts of a trade; AlipayError `malformed_reply` names the field that is missing or no amount or time. */
export function readOpenapiTradeFacts(fields: object): TradeFacts {
  const read = createFieldReader(fields);
  return presentFields({
    protocol: "openapi" as const,
    outTradeNo: read.text("out_trade_no"),
    tradeNo: read.optionalText("trade_no"),
    tradeStatus: read.text("trade_status"),
    totalFen: read.fen("total_amount"),
    sellerId: read.optionalText("seller_id"),
    sellerEmail: read.optionalText("seller_email"),
    appId: read.optionalText("app_id"),
    buyerId: read.optionalText("buyer_id") ?? read.optionalText("buyer_user_id") ?? read.optionalText("buyer_open_id"),
    refundStatus: read.optionalText("refund_status"),
    // In a notification this is everything refunded so far, not the last refund.
    refundedFen: read.optionalFen("refund_fee", noMinimum),
    outRequestNo: read.optionalText("out_request_no") ?? read.optionalText("out_biz_no"),
    gmtPaymentMs: read.optionalTimeMs("gmt_payment") ?? read.optionalTimeMs("send_pay_date"),
    gmtRefundMs: read.optionalTimeMs("gmt_refund"),
    gmtCloseMs: read.optionalTimeMs("gmt_close"),
    notifyId: read.optionalText("notify_id"),
    notifyTimeMs: read.optionalTimeMs("notify_time"),
  });
}
