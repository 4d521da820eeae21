// What a rule does to a notification on its way. The honest plan does nothing.
export interface NoticePlan {
  /** Never sent at all. */
  withheld: boolean;
  /** How many times the first send goes out. */
  copies: number;
  /** Virtual time before the first send. */
  delayMs: number;
  /** Fields changed or added before signing (null takes a field out): a truthful signature over other content. */
  change: Readonly<Record<string, string | null>>;
  /** Signed with a key which is not Alipay's. */
  forge: boolean;
  /** An id used before, for a replay. */
  notifyId?: string;
  /** Another Content-Type header than the honest one. */
  contentType?: string;
}

export const honestPlan: NoticePlan = { withheld: false, copies: 1, delayMs: 0, change: {}, forge: false };
