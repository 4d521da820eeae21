// What a site orders: the input of create-payment, which several checks read.
import type { Goods, ProductChoice } from "./payment-document.ts";

export type PaymentOrder = {
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
