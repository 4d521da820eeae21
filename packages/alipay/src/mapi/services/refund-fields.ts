// The fields and rules that the two batch refunds share.

import type { FieldGroup } from "../../services/field-group.ts";

export const refundFields = {
  seller_user_id: { type: "text", pattern: "2088\\d{12}" },
  seller_email: { type: "text", maxLength: 100 },
  refund_date: { type: "time", required: true },
  batch_no: { type: "text", required: true, minLength: 11, maxLength: 32, pattern: "\\d{8}(?!000$)[A-Za-z0-9]{3,24}" },
  batch_num: { type: "integer", required: true, min: 1, max: 1000 },
  detail_data: {
    type: "text",
    required: true,
    // trade_no^amount^reason, optionally fee or royalty parts after | or $, items joined by #.
    pattern: "(?:(?:^|#)\\d{16,64}\\^\\d{1,9}(?:\\.\\d{1,2})?\\^[^#^|$]+(?:[|$][^#|$]+)*)+",
  },
  use_freeze_amount: { type: "choice", values: ["Y", "N"] },
  return_type: { type: "text", maxLength: 20 },
  dback_notify_url: { type: "url", maxLength: 200 },
} as const;

export const refundGroups: readonly FieldGroup[] = [
  { rule: "at_least_one", sets: [["seller_user_id"], ["seller_email"]] },
  { rule: "same_date", field: "batch_no", time: "refund_date" },
  { rule: "item_count", field: "batch_num", list: "detail_data", separator: "#" },
  { rule: "distinct_items", list: "detail_data", separator: "#", partSeparator: "^" },
];
