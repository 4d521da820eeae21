// When Alipay sends a notification again that was not acknowledged: eight sends in all within 25 hours.
const minuteMs = 60_000;

/** Gap in milliseconds before the next send after `sends` sends; undefined: Alipay has given up. */
export function nextGapMs(sends: number, firstGapMinutes: number): number | undefined {
  const gapsMinutes = [firstGapMinutes, 10, 10, 60, 120, 360, 900];
  const gap = gapsMinutes[sends - 1];
  return gap === undefined ? undefined : gap * minuteMs;
}
