// A password refund's batch_no carries the Beijing date, so its page dies at Beijing midnight. China has no summer time.

const dayMs = 86_400_000;
const beijingOffsetMs = 8 * 3_600_000;

/** The next Beijing midnight strictly after nowMs, epoch milliseconds. */
export function nextBeijingMidnightMs(nowMs: number): number {
  return (Math.floor((nowMs + beijingOffsetMs) / dayMs) + 1) * dayMs - beijingOffsetMs;
}
