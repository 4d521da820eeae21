// What went wrong, and why.

export type IncidentsTable = {
  id: string;
  groupKey: string;
  cause: string;
  titleJson: string;
  paymentId: string | null;
  accountId: string | null;
  state: string;
  count: number;
  evidenceJson: string;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
};

export type DiagnosesTable = {
  /** Of the incidents. */
  groupKey: string;
  diagnosisJson: string;
  madeAtMs: number;
};
