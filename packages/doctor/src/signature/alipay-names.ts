// The names which Alipay itself uses in requests, notifications and returns. A name outside is somebody else's field.
import { mapiServices } from "@dedepay/alipay";
import type { SignedMessage } from "../evidence/signed-message.ts";

const mapiEnvelope =
  "service partner _input_charset sign_type sign notify_url return_url error_notify_url paymethod defaultbank v sec_id req_id req_data format out_trade_no seller_account_name buyer_account_name agent";
const openapiEnvelope =
  "app_id method format return_url charset sign_type sign timestamp version notify_url app_auth_token biz_content app_cert_sn alipay_root_cert_sn encrypt_type auth_token ws_service_url alipay_sdk terminal_type terminal_info prod_code target_app_id";
const mapiMessages = `notify_time notify_type notify_id sign_type sign out_trade_no subject payment_type trade_no trade_status
  gmt_create gmt_payment gmt_close gmt_refund refund_status seller_email seller_id buyer_email buyer_id price total_fee quantity
  body discount is_total_fee_adjust use_coupon extra_common_param out_channel_type out_channel_amount out_channel_inst
  business_scene is_success exterface agent_user_id logistics_type logistics_fee logistics_payment gmt_logistics_modify
  gmt_send_goods receive_name receive_address receive_zip receive_phone receive_mobile logistics_status coupon_discount
  buyer_actions seller_actions batch_no success_num result_details success_details fail_details partner error_code return_url
  pay_user_id pay_user_name pay_account_no refund_fee service v sec_id notify_data result request_token`;
const openapiMessages = `notify_time notify_type notify_id sign_type sign charset version app_id auth_app_id trade_no out_trade_no
  out_biz_no buyer_id buyer_open_id buyer_logon_id seller_id seller_email trade_status total_amount receipt_amount
  invoice_amount buyer_pay_amount point_amount refund_fee send_back_fee subject body gmt_create gmt_payment gmt_refund gmt_close
  fund_bill_list voucher_detail_list passback_params method timestamp agreement_no external_agreement_no out_request_no
  refund_status refund_reason refund_amount dback_status dback_amount bank_ack_time merchant_app_id alipay_cert_sn biz_content
  msg_method msg_id utc_timestamp scene mdiscount_amount discount_amount`;

function words(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(/\s+/u)));
}

const mapiRequestNames = words(
  mapiEnvelope,
  ...Object.values(mapiServices).flatMap(({ fields }) => Object.keys(fields)),
);
const openapiRequestNames = words(openapiEnvelope);
const mapiMessageNames = words(mapiMessages);
const openapiMessageNames = words(openapiMessages);

/** Whether Alipay uses the name in such a message. */
export function isAlipayName(name: string, { protocol, role }: Pick<SignedMessage, "protocol" | "role">): boolean {
  if (role === "request") return (protocol === "mapi" ? mapiRequestNames : openapiRequestNames).has(name);
  return (protocol === "mapi" ? mapiMessageNames : openapiMessageNames).has(name);
}
