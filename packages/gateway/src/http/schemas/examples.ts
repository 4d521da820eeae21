// The documents that the API description shows as examples.
import type { PaymentDocument } from "../../use-cases/payments/payment-document.ts";
import type { RefundDocument } from "../../use-cases/refunds/refund-document.ts";

const publicUrl = "https://pay.example.cn";

export const orderExample = {
  order_no: "S-20260101-7",
  amount_fen: 1999,
  subject: "青瓷茶杯",
  goods: "physical",
  return_url: "https://shop.example.cn/orders/7",
} as const;

export const paymentExample: PaymentDocument = {
  id: "pay_2n7v1x",
  order_no: orderExample.order_no,
  state: "unpaid",
  outcome: "unpaid",
  amount_fen: 1999,
  currency: "CNY",
  refunded_fen: 0,
  subject: "青瓷茶杯",
  body: null,
  goods: "physical",
  product: "page",
  account: "main",
  environment: "production",
  pay_url: `${publicUrl}/pay/pay_2n7v1x`,
  return_url: orderExample.return_url,
  attempts: [
    {
      id: "att_9k3d0p",
      out_trade_no: "S_20260101_7_4c1z8ve",
      service: "alipay.trade.page.pay",
      product: "page",
      state: "open",
      trade_no: null,
    },
  ],
  notices: [],
  metadata: {},
  created_at: "2026-01-01T04:00:00.000Z",
  paid_at: null,
  expires_at: null,
  last_error: null,
};

export const paidExample: PaymentDocument = {
  ...paymentExample,
  state: "paid",
  outcome: "paid",
  attempts: paymentExample.attempts.map((attempt) => ({
    ...attempt,
    state: "paid" as const,
    trade_no: "2026010122001400001234567890",
  })),
  paid_at: "2026-01-01T04:01:12.000Z",
};

export const escrowExample: PaymentDocument = {
  ...paidExample,
  state: "escrow_shipped",
  product: "escrow",
  attempts: paidExample.attempts.map((attempt) => ({
    ...attempt,
    service: "create_partner_trade_by_buyer",
    product: "escrow" as const,
  })),
};

export const refundExample: RefundDocument = {
  id: "ref_5t8w2j",
  payment_id: paymentExample.id,
  refund_no: "R-1",
  state: "succeeded",
  amount_fen: 999,
  currency: "CNY",
  reason: "少发了一件",
  request_no: "ref_5t8w2j",
  operator_url: null,
  operator_until: null,
  created_at: "2026-01-02T02:00:00.000Z",
  settled_at: "2026-01-02T02:00:01.000Z",
  last_error: null,
};

export const pendingRefundExample: RefundDocument = {
  ...refundExample,
  state: "unknown",
  settled_at: null,
  last_error: {
    code: 1014,
    name: "TIMEOUT",
    detail: {
      zh: "支付宝没有在限定时间内应答，结果未知，正在查询",
      en: "Alipay did not answer in time; being queried",
    },
    buyer_message: {
      zh: "支付结果正在确认，请不要重复付款。",
      en: "The result is being checked; please don't pay again.",
    },
    at: "2026-01-02T02:00:09.000Z",
  },
};

export function deliveryExample(type: string): Readonly<Record<string, unknown>> {
  const refund = { ...pendingRefundExample, state: "failed", settled_at: "2026-01-02T02:00:20.000Z" };
  return {
    id: "dlv_3f8s5h",
    type,
    created_at: "2026-01-01T04:01:13.000Z",
    earlier: type === "payment.paid" ? [] : ["payment.paid"],
    payment: paidExample,
    ...(type === "refund.failed" && { refund }),
  };
}

export const eventExample = {
  id: "evt_1b6y4r",
  type: "payment.paid",
  source: "notification",
  detail: { tradeStatus: "TRADE_SUCCESS", totalFen: 1999 },
  request_id: "req_7d2m9q",
  at: "2026-01-01T04:01:13.000Z",
} as const;

export const diagnosisExample: Readonly<Record<string, unknown>> = {
  recognised: [{ zh: "支付宝返回码 ILLEGAL_SIGN", en: "Alipay's code ILLEGAL_SIGN" }],
  findings: [
    {
      cause: "wrong-key",
      title: { zh: "签名用的密钥与支付宝保存的不是一对", en: "The signing key is not the one that Alipay knows" },
      confidence: "likely",
      fix: [
        {
          zh: "在支付宝后台核对密钥，再在网关更换",
          en: "Compare the key in Alipay's console, then replace it in the gateway",
        },
      ],
      doc_url: `${publicUrl}/causes/wrong-key`,
    },
  ],
  in_order: [],
  needs: [{ zh: "附上被拒绝的请求", en: "Add the request that was refused" }],
};
