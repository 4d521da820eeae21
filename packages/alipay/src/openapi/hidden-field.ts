// Signed text joins raw values with "&": a buyer's text such as `x&total_amount=100.00&y=` inside a value could be cut into
// fields which Alipay never signed as such. A value which spells "&", the name of a field of a notification or return and
// "=" is therefore neither sent nor believed, whatever its signature.

const messageNames = [
  "app_id",
  "auth_app_id",
  "body",
  "buyer_id",
  "buyer_logon_id",
  "buyer_open_id",
  "buyer_pay_amount",
  "charset",
  "fund_bill_list",
  "gmt_close",
  "gmt_create",
  "gmt_payment",
  "gmt_refund",
  "invoice_amount",
  "method",
  "notify_id",
  "notify_time",
  "notify_type",
  "out_biz_no",
  "out_request_no",
  "out_trade_no",
  "passback_params",
  "point_amount",
  "receipt_amount",
  "refund_fee",
  "refund_status",
  "seller_email",
  "seller_id",
  "send_back_fee",
  "subject",
  "timestamp",
  "total_amount",
  "trade_no",
  "trade_status",
  "version",
  "voucher_detail_list",
] as const;
const hiddenName = new RegExp(`&(?:${messageNames.join("|")})=`, "u");

/** Whether the text, standing inside a message of Alipay, could be read as further fields. */
export function hidesField(text: string): boolean {
  return text.includes("&") && hiddenName.test(text);
}
