// What is owed to others, and each try to deliver it.

export type OutboxTable = {
  id: string;
  uniqueKey: string;
  /** A delivery to a site is called `webhook` whatever adapter carries it: the name is older than the others. */
  kind: string;
  paymentId: string | null;
  siteId: string | null;
  /** Order of the rows of one payment; a later one waits for an earlier one. */
  sequence: number;
  payloadJson: string;
  /** `pending`, `leased`, `done`, `skipped` (a later event made it wrong), `parked` (a person must act; later ones of its payment wait), `dead` (given up). */
  status: string;
  attempts: number;
  availableAtMs: number;
  leaseUntilMs: number | null;
  leaseToken: string | null;
  createdAtMs: number;
  doneAtMs: number | null;
};

export type DeliveryAttemptsTable = {
  id: string;
  outboxId: string;
  number: number;
  startedAtMs: number;
  durationMs: number;
  httpStatus: number | null;
  error: string | null;
  answerExcerpt: string | null;
};
