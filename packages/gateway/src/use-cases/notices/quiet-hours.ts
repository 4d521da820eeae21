// Hours of the Beijing day in which the owner sleeps. China keeps one time all year.

/** Minutes since midnight in Beijing; over midnight where `from` is later than `to`. */
export type QuietHours = { fromMinute: number; toMinute: number };

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const beijingMinutes = 8 * 60;

/** `22:30-08:00`. undefined for what is none. */
export function readQuietHours(text: string): QuietHours | undefined {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
  if (fromMinute === undefined || toMinute === undefined || fromMinute === toMinute) return undefined;
  return { fromMinute, toMinute };
}

export function writeQuietHours({ fromMinute, toMinute }: QuietHours): string {
  return `${clock(fromMinute)}-${clock(toMinute)}`;
}

/** The moment itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(ms: number, { fromMinute, toMinute }: QuietHours): number {
  const minute = Math.floor(ms / minuteMs + beijingMinutes) % dayMinutes;
  const isQuiet =
    fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
  if (!isQuiet) return ms;
  const left = (toMinute - minute + dayMinutes) % dayMinutes;
  return (Math.floor(ms / minuteMs) + left) * minuteMs;
}

function minuteOf(text: string | undefined): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text ?? "") ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59 || hours === undefined) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

function clock(minute: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
