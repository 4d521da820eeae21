// Reads the verified fields of a notification of the partner protocol into what they mean.

import { createFieldReader, type FieldReader } from "../../notification/field-reader.ts";
import { presentFields } from "../../present-fields.ts";
import { readMapiTradeFacts } from "../read-mapi-trade-facts.ts";
import { parseRefundResults } from "../replies/refund-results.ts";
import type { MapiErrorNotice, MapiNotification, MapiRefundNotice } from "./mapi-notification.ts";

/** Trade, refund or error notice; AlipayError `malformed_reply` names the field at fault, `notify_type` where the kind is unknown. */
export function readMapiNotification(fields: Readonly<Record<string, string>>): MapiNotification {
  const read = createFieldReader(fields);
  const notifyType = read.optionalText("notify_type");
  if (notifyType === "batch_refund_notify") return { kind: "refund", refund: readRefundNotice(read) };
  if (notifyType === "trade_status_sync") return { kind: "trade", facts: readMapiTradeFacts(fields) };
  if (notifyType === undefined && read.optionalText("error_code") !== undefined) {
    return { kind: "error", error: readErrorNotice(read) };
  }
  throw read.broken("notify_type", "unknown_kind");
}

function readRefundNotice(read: FieldReader): MapiRefundNotice {
  const count = read.text("success_num");
  if (!/^\d{1,4}$/u.test(count)) throw read.broken("success_num", "whole_number");
  const results = parseRefundResults(read.text("result_details"), false);
  if (results === undefined) throw read.broken("result_details", "form");
  return presentFields({
    batchNo: read.text("batch_no"),
    successCount: Number(count),
    results,
    notifyId: read.optionalText("notify_id"),
    notifyTimeMs: read.optionalTimeMs("notify_time"),
  });
}

function readErrorNotice(read: FieldReader): MapiErrorNotice {
  return presentFields({
    errorCode: read.text("error_code"),
    outTradeNo: read.optionalText("out_trade_no"),
    partner: read.optionalText("partner"),
    sellerId: read.optionalText("seller_id"),
    sellerEmail: read.optionalText("seller_email"),
    notifyId: read.optionalText("notify_id"),
    notifyTimeMs: read.optionalTimeMs("notify_time"),
  });
}
