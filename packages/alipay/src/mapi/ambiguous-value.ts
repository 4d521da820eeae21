// Signed text joins raw values with "&", so a value such as `x&total_fee=100.00` can be cut into fields that
// were never signed apart, or swallow fields that were. A value that spells "&" and the name of a field of a
// notification or return is therefore neither sent nor believed, whatever its signature.

const notificationNames: readonly string[] = [
  "batch_no",
  "body",
  "buyer_email",
  "buyer_id",
  "error_code",
  "exterface",
  "extra_common_param",
  "gmt_close",
  "gmt_create",
  "gmt_payment",
  "gmt_refund",
  "is_success",
  "notify_id",
  "notify_time",
  "notify_type",
  "out_trade_no",
  "partner",
  "payment_type",
  "price",
  "quantity",
  "refund_status",
  "result_details",
  "return_url",
  "seller_email",
  "seller_id",
  "subject",
  "success_num",
  "to_buyer_fee",
  "total_fee",
  "trade_no",
  "trade_status",
  "use_coupon",
];
const hiddenField = new RegExp(`&(?:${notificationNames.join("|")})=`, "u");

/** Name of the first field whose value reads like several fields of the signed text. */
export function ambiguousField(pairs: Iterable<readonly [name: string, value: string]>): string | undefined {
  for (const [name, value] of pairs) if (value.includes("&") && hiddenField.test(value)) return name;
  return undefined;
}
