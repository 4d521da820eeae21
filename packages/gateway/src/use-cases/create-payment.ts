// Takes a site's order and makes the payment with its first attempt. Nothing is sent to Alipay here.
import type { Goods, PaymentDocument, ProductChoice } from "./payment-document.ts";

export type CreatePaymentInput = {
  siteId: string;
  idempotencyKey?: string;
  orderNo: string;
  amountFen: bigint;
  subject: string;
  body?: string;
  goods: Goods;
  account?: string;
  product?: ProductChoice;
  returnUrl?: string;
  expiresAtMs?: number;
  metadata?: Record<string, string>;
  requestId: string;
};

/** created: 201. Not created: the same order with the same content was there already (200). replayed: by idempotency key. */
export type CreatePaymentResult = { payment: PaymentDocument; created: boolean; replayed: boolean };
