// Submissions to Alipay.

export type AttemptsTable = {
  id: string;
  paymentId: string;
  accountId: string;
  pid: string;
  outTradeNo: string;
  sequence: number;
  product: string;
  service: string;
  contentJson: string;
  state: string;
  tradeNo: string | null;
  qrCode: string | null;
  qrValidUntilMs: number | null;
  openedAtMs: number | null;
  createdAtMs: number;
};

/** One signed request that left with a buyer. `signedText` never holds a key, and the signature is not kept. */
export type EnvelopesTable = {
  id: string;
  attemptId: string;
  service: string;
  signedText: string;
  device: string;
  requestId: string;
  createdAtMs: number;
};
