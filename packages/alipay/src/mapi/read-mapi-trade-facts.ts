// The facts of one trade from a verified notification, return or query of the partner protocol.

import { createFieldReader } from "../notification/field-reader.ts";
import type { TradeFacts } from "../notification/trade-facts.ts";
import { presentFields } from "../present-fields.ts";

const noMinimum = { minFen: 0n };

/** Notifications say Y and N, queries T and F; what is neither says nothing. */
function flagOf(text: string | undefined): boolean | undefined {
  if (text === "Y" || text === "T") return true;
  return text === "N" || text === "F" ? false : undefined;
}

/** Facts of a trade; AlipayError `malformed_reply` names the field that is missing or no amount or time. */
export function readMapiTradeFacts(fields: object): TradeFacts {
  const read = createFieldReader(fields);
  return presentFields({
    protocol: "mapi" as const,
    outTradeNo: read.text("out_trade_no"),
    tradeNo: read.optionalText("trade_no"),
    tradeStatus: read.text("trade_status"),
    totalFen: read.fen("total_fee"),
    isTotalAdjusted: flagOf(read.optionalText("is_total_fee_adjust")),
    sellerId: read.optionalText("seller_id"),
    sellerEmail: read.optionalText("seller_email"),
    buyerId: read.optionalText("buyer_id"),
    refundStatus: read.optionalText("refund_status"),
    // Only queries carry it: what went back to the buyer so far.
    refundedFen: read.optionalFen("to_buyer_fee", noMinimum),
    gmtPaymentMs: read.optionalTimeMs("gmt_payment"),
    gmtRefundMs: read.optionalTimeMs("gmt_refund"),
    gmtCloseMs: read.optionalTimeMs("gmt_close"),
    notifyId: read.optionalText("notify_id"),
    notifyTimeMs: read.optionalTimeMs("notify_time"),
  });
}
