// close_trade: the shop does not want the money any more.

import type { Context } from "../use-cases/context.ts";
import { closePayment } from "../use-cases/payments/close-payment.ts";
import type { LegacyCaller } from "./authenticate-call.ts";
import { findTrade } from "./find-trade.ts";
import { type LegacyDocument, xmlAnswer } from "./legacy-answer.ts";
import { noSuchTrade } from "./legacy-refusal.ts";

/** Throws 1009, 1010 (paid), and what kept Alipay from closing it. */
export async function closeTrade(context: Context, caller: LegacyCaller): Promise<LegacyDocument> {
  const { fields, site, call } = caller;
  // Its name is out_order_no in this one service.
  const numbers = { tradeNo: fields["trade_no"], outTradeNo: fields["out_order_no"] };
  const found = await context.store.run((db) => findTrade(db, site.id, numbers));
  if (found === undefined) throw noSuchTrade();
  const input = { siteId: site.id, paymentId: found.payment.id, requestId: call.received.requestId };
  await closePayment(context, input);
  return xmlAnswer("<is_success>T</is_success>", call.charset);
}
