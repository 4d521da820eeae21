// What happened to payments, and the money.

export type EventsTable = {
  id: string;
  paymentId: string;
  sequence: number;
  type: string;
  source: string;
  detailJson: string;
  requestId: string;
  createdAtMs: number;
};

export type PostingsTable = {
  id: string;
  paymentId: string;
  uniqueKey: string;
  fromAccount: string;
  toAccount: string;
  asset: string;
  amountFen: bigint;
  createdAtMs: number;
};
