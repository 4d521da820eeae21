// send_goods_confirm_by_platform: the shop has shipped what lies in escrow.
import type { Context } from "../use-cases/context.ts";
import { shipPayment, type TransportType } from "../use-cases/shipping/ship-payment.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { findTrade } from "./find-trade.ts";
import { type LegacyDocument, xmlAnswer } from "./legacy-answer.ts";
import { checkFields, noSuchTrade } from "./legacy-refusal.ts";

/** Throws 1002 (fields), 1009, 1010 (nothing in escrow, or Alipay's own refusal). */
export async function sendGoods(context: Context, caller: LegacyCaller): Promise<LegacyDocument> {
  const { fields, site, call } = caller;
  checkFields("send_goods_confirm_by_platform", fields);
  const numbers = { tradeNo: fields["trade_no"], outTradeNo: undefined };
  const found = await context.store.run((db) => findTrade(db, site.id, numbers));
  if (found === undefined) throw noSuchTrade();
  const invoiceNo = fields["invoice_no"];
  await shipPayment(context, {
    siteId: site.id,
    paymentId: found.payment.id,
    logisticsName: fields["logistics_name"] ?? "",
    transportType: (fields["transport_type"] ?? fields["create_transport_type"]) as TransportType,
    ...(invoiceNo === undefined ? {} : { invoiceNo }),
    requestId: call.received.requestId,
  });
  return xmlAnswer("<is_success>T</is_success>", call.charset);
}
