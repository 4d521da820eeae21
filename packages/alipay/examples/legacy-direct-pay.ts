// 即时到账 of the partner protocol: one redirect takes the buyer to Alipay's cashier.
import { buildRequest, createMapiAccount, formatYuan, requestUrl } from "@dedepay/alipay";

export function legacyPayUrl(order: { number: string; title: string; amountFen: bigint }, md5Key: string): string {
  const account = createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key });
  const request = buildRequest(
    account,
    "create_direct_pay_by_user",
    {
      out_trade_no: order.number,
      subject: order.title,
      payment_type: "1",
      total_fee: formatYuan(order.amountFen),
      seller_id: account.partner,
    },
    { endpoint: "https://mapi.alipay.com/gateway.do", notifyUrl: "https://shop.example/notify", nowMs: Date.now() },
  );
  return requestUrl(request); // or requestForm(request): a page that posts itself
}
