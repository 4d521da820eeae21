// What Alipay posted.

export type NotificationsTable = {
  id: string;
  accountId: string;
  /** Same key: the same message again. notify_id where it verified, else a hash of the bytes. */
  messageKey: string;
  paymentId: string | null;
  attemptId: string | null;
  raw: Uint8Array;
  contentType: string | null;
  remoteAddress: string | null;
  verified: number;
  outcome: string;
  reason: string | null;
  tradeNo: string | null;
  outTradeNo: string | null;
  tradeStatus: string | null;
  copies: number;
  requestId: string;
  receivedAtMs: number;
  lastReceivedAtMs: number;
};
