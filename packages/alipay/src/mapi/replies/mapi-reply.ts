// What the server services of the partner protocol answer, read and checked. Fields keep Alipay's own names
// where they are handed through.

/** An HTTP answer as it came. */
export type RawReply = { readonly status: number; readonly body: Uint8Array };

export type AccountLogEntry = Readonly<Record<string, string>>;

/** What became of one trade of a refund batch. `code` is SUCCESS or an error code of Alipay. */
export type RefundResult = {
  readonly batchNo?: string;
  readonly tradeNo: string;
  readonly amountFen: bigint;
  readonly code: string;
  /** Parts after "$": what happened to the service fee or to royalties, unparsed. */
  readonly extra?: readonly string[];
};

export type MapiReplies = {
  /** The trade's own fields, signed by Alipay; give the reply to readTradeFacts. */
  readonly single_trade_query: { readonly verified: true; readonly trade: Readonly<Record<string, string>> };
  /** "false" says not fresh (acknowledged, expired, unknown); it never says forged. "invalid" is our own mistake. */
  readonly notify_verify: { readonly answer: "true" | "false" | "invalid" };
  /** `encryptKey` is the anti_phishing_key. Which bytes its signature covers is nowhere documented, so it is not claimed to be verified. */
  readonly query_timestamp: { readonly encryptKey: string };
  readonly close_trade: { readonly closed: true };
  /** Alipay's fields about the trade, where it sent any; unverified. */
  readonly send_goods_confirm_by_platform: { readonly trade: Readonly<Record<string, string>> };
  /** "processing": the refund is still going on and has to be queried. */
  readonly refund_fastpay_by_platform_nopwd: { readonly state: "accepted" | "processing" };
  readonly refund_fastpay_query: { readonly results: readonly RefundResult[] };
  readonly "account.page.query": {
    readonly entries: readonly AccountLogEntry[];
    readonly hasNextPage: boolean;
  };
};
