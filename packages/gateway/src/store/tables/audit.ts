// Who changed what.

export type AuditTable = {
  id: string;
  actor: string;
  action: string;
  subject: string;
  detailJson: string;
  requestId: string;
  createdAtMs: number;
};
