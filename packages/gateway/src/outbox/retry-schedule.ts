// When a failed row is tried again: waiting times that grow, and an end.

export type RetrySchedule = {
  /** Before the second try, the third, …; the last one repeats. */
  delaysMs: readonly [number, ...number[]];
  /** Counted from when the row came to be. */
  giveUpAfterMs: number;
};

/** `tries` that failed so far, the first of them not before `sinceMs`. */
export function nextTryInMs(
  { delaysMs, giveUpAfterMs }: RetrySchedule,
  { tries, sinceMs, nowMs }: { tries: number; sinceMs: number; nowMs: number },
): number | "give_up" {
  if (nowMs - sinceMs >= giveUpAfterMs) return "give_up";
  return delaysMs[Math.min(Math.max(tries, 1), delaysMs.length) - 1] ?? delaysMs[0];
}
