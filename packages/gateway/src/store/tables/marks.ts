// What is true of the ledger as a whole: that it was restored, that it is being moved, where it went.

export type LedgerMarksTable = {
  name: string;
  detailJson: string;
  setAtMs: number;
};
