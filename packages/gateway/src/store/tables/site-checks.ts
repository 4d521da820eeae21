// What sites answered when they were asked how they are.

export type SiteChecksTable = {
  siteId: string;
  /** 0: it is asked only when somebody wants it. */
  regular: number;
  askedAtMs: number;
  answeredAtMs: number | null;
  /** Since when nothing good came back; null while answers are good. */
  failingSinceMs: number | null;
  /** One word; null while answers are good. */
  error: string | null;
  /** The last good one. */
  answerJson: string | null;
};
