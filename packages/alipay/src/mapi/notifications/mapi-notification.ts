// The three kinds of notification that the partner protocol posts, told apart by their own fields.

import type { TradeFacts } from "../../notification/trade-facts.ts";
import type { RefundResult } from "../replies/mapi-reply.ts";

export type MapiRefundNotice = {
  readonly batchNo: string;
  readonly successCount: number;
  readonly results: readonly RefundResult[];
  readonly notifyId?: string;
  readonly notifyTimeMs?: number;
};

/** An error of a browser service that the merchant would otherwise not hear of; only where error_notify_url was granted. */
export type MapiErrorNotice = {
  readonly errorCode: string;
  readonly outTradeNo?: string;
  readonly partner?: string;
  readonly sellerId?: string;
  readonly sellerEmail?: string;
  readonly notifyId?: string;
  readonly notifyTimeMs?: number;
};

export type MapiNotification =
  | { readonly kind: "trade"; readonly facts: TradeFacts }
  | { readonly kind: "refund"; readonly refund: MapiRefundNotice }
  | { readonly kind: "error"; readonly error: MapiErrorNotice };
