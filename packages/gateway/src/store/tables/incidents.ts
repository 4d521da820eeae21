// What went wrong, why, whom it touched, and what became of it.

export type IncidentsTable = {
  id: string;
  groupKey: string;
  /** Name of a cause page. */
  cause: string;
  titleJson: string;
  /** Of the first time; all of them are its subjects. */
  paymentId: string | null;
  accountId: string | null;
  /** `open` or `resolved`. */
  state: string;
  count: number;
  evidenceJson: string;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
};

/** What an incident touched: a payment, or money that belongs to no payment of ours. */
export type IncidentSubjectsTable = {
  groupKey: string;
  /** The payment's id, or another name of the money (`out_trade_no …`). */
  subject: string;
  paymentId: string | null;
  amountFen: bigint;
  firstSeenAtMs: number;
};

/** What became of an incident; append-only. */
export type IncidentChangesTable = {
  incidentId: string;
  sequence: number;
  /** `resolved` or `reopened`. */
  kind: string;
  note: string;
  actor: string;
  createdAtMs: number;
};

/** Accounts for which Alipay granted error_notify_url. */
export type ErrorNoticeAccountsTable = { accountId: string; sinceMs: number };

export type DiagnosesTable = {
  /** Of the incidents. */
  groupKey: string;
  diagnosisJson: string;
  madeAtMs: number;
};
