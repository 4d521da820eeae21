// Desktop page pay of the OpenAPI: redirect the buyer's browser to the URL.
import { buildRequest, createOpenapiAccount, formatYuan, requestUrl } from "@dedepay/alipay";

type Keys = { privateKey: string; alipayPublicKey: string };

export function pagePayUrl(order: { number: string; title: string; amountFen: bigint }, keys: Keys): string {
  const account = createOpenapiAccount({ appId: "2021000000000001", ...keys });
  const request = buildRequest(
    account,
    "alipay.trade.page.pay",
    {
      out_trade_no: order.number,
      total_amount: formatYuan(order.amountFen),
      subject: order.title,
      product_code: "FAST_INSTANT_TRADE_PAY",
    },
    { endpoint: "https://openapi.alipay.com/gateway.do", notifyUrl: "https://shop.example/notify", nowMs: Date.now() },
  );
  return requestUrl(request); // or requestForm(request): a page that posts itself
}
