// MAPI's synchronous return: the browser's way back with a signed query. Its notify_id is checkable for a minute.
import { beijingTime } from "@dedepay/alipay";
import { encodeForm, withQuery } from "../wire/percent-encode.ts";
import type { SignedReturn } from "../wire/signed-return.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { MapiPartner } from "../world/world.ts";
import { signKeysOf } from "./account-keys.ts";
import { commonFields } from "./notice-writer.ts";
import { mapiSign, mapiSignedText } from "./signed-text.ts";

const inReturn = new Set([
  "out_trade_no",
  "trade_no",
  "trade_status",
  "subject",
  "body",
  "payment_type",
  "total_fee",
  "seller_email",
  "seller_id",
  "buyer_email",
  "buyer_id",
  "extra_common_param",
]);
const inEscrowReturn = new Set([
  "price",
  "quantity",
  "discount",
  "is_total_fee_adjust",
  "use_coupon",
  "gmt_create",
  "gmt_payment",
]);

/** The address to send the buyer's browser to. */
export function mapiReturnUrl(
  simulation: Simulation,
  trade: Trade,
  to: { partner: MapiPartner; url: string },
): SignedReturn {
  const { order } = trade;
  const { charset } = order;
  const fields = new Map<string, string>([
    ["is_success", "T"],
    ["exterface", order.service],
    ["notify_id", simulation.notices.issueReturnId(order.sellerId)],
    ["notify_time", beijingTime(simulation.clock.nowMs())],
    ["notify_type", "trade_status_sync"],
  ]);
  for (const [name, value] of commonFields(simulation.accounts, trade)) {
    const wanted = inReturn.has(name) || (order.kind !== "direct" && inEscrowReturn.has(name));
    if (wanted && value !== undefined && value !== "") fields.set(name, value);
  }
  if (order.kind !== "direct") addEscrow(fields, trade);
  const signType = order.signType === "RSA" ? "RSA" : "MD5";
  const keys = signKeysOf(simulation.accounts, to.partner);
  const signedText = mapiSignedText(fields);
  fields.set("sign", mapiSign(signedText, { signType, charset, keys })).set("sign_type", signType);
  return { url: withQuery(to.url, encodeForm(fields, charset)), fields, signedText };
}

function addEscrow(fields: Map<string, string>, trade: Trade): void {
  for (const name of ["logistics_type", "logistics_fee", "logistics_payment", "receive_name", "receive_address"]) {
    const value = trade.order.fields.get(name);
    if (value !== undefined) fields.set(name, value);
  }
  if (trade.status === "WAIT_SELLER_SEND_GOODS") {
    fields.set("seller_actions", "SEND_GOODS").set("buyer_actions", "REFUND");
  }
}
