// OpenAPI's synchronous return after page.pay and wap.pay: a signed query without a trade_status.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { encodeForm, withQuery } from "../wire/percent-encode.ts";
import type { SignedReturn } from "../wire/signed-return.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { OpenapiApp } from "../world/world.ts";
import { noticeSignedText, openapiSign } from "./signed-text.ts";

/** The address to send the buyer's browser to. */
export function openapiReturnUrl(
  simulation: Simulation,
  trade: Trade,
  to: { app: OpenapiApp; url: string },
): SignedReturn {
  const { order } = trade;
  const privateKey = simulation.accounts.keys(to.app).alipayPrivateKey;
  if (privateKey === undefined) throw new Error("the application has no key of Alipay's");
  const signType = order.signType === "RSA2" ? "RSA2" : "RSA";
  const fields = new Map<string, string>([
    ["charset", order.charset],
    ["out_trade_no", order.outTradeNo],
    ["method", `${order.service}.return`],
    ["total_amount", formatYuan(trade.totalFen)],
    ["trade_no", trade.tradeNo],
    ["auth_app_id", to.app.appId],
    ["version", "1.0"],
    ["app_id", to.app.appId],
    ["sign_type", signType],
    ["seller_id", to.app.sellerId],
    ["timestamp", beijingTime(simulation.clock.nowMs())],
  ]);
  const signedText = noticeSignedText(fields);
  fields.set("sign", openapiSign(signedText, { signType, charset: order.charset, privateKey }));
  return { url: withQuery(to.url, encodeForm(fields, order.charset)), fields, signedText };
}
