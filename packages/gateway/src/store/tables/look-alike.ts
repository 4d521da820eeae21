// What the look-alike of Alipay's old gateway keeps: keys of sites, their orders as they asked for them, messages it sent.

export type LookAlikeSitesTable = { siteId: string; settingsJson: string; changedAtMs: number };

export type LookAlikeKeysTable = {
  /** The partner number that the site sends. */
  id: string;
  siteId: string;
  keySealed: Uint8Array;
  /** `issued` by us, or `alipay`: the real PID with its real key, which old shop software knows, too. */
  origin: string;
  createdAtMs: number;
  revokedAtMs: number | null;
};

/** How the site asked for a payment the last time, while it was unpaid. What it is answered follows this. */
export type LookAlikeOrdersTable = { paymentId: string; partner: string; requestJson: string; writtenAtMs: number };

/** A notification or a signed return, so that `notify_verify` knows it. */
export type LookAlikeNoticesTable = {
  /** notify_id */
  id: string;
  partner: string;
  paymentId: string;
  /** `notify`, `return` or `refund`. */
  kind: string;
  createdAtMs: number;
  /** When it last left for the shop, written before it does. */
  sentAtMs: number | null;
  /** null: until it is acknowledged. */
  validUntilMs: number | null;
  acknowledgedAtMs: number | null;
};

/** Calls of the services that a site has to have switched on, per Beijing day. */
export type LookAlikeCallsTable = { siteId: string; day: string; used: number };

/** A refund that came the old way: the number of its batch is the refund's own (`refund_no`). */
export type LookAlikeRefundsTable = {
  siteId: string;
  batchNo: string;
  partner: string;
  paymentId: string;
  charset: string;
  /** Where the shop wants to hear of it; null: nowhere. */
  notifyUrl: string | null;
  createdAtMs: number;
  toldAtMs: number | null;
};
