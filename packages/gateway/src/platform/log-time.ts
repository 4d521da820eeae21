// The moment of a log line, as pino wants it: a piece of JSON. Written out once for a second, of which a busy server has many
// lines: a date's text costs more than the rest of a short line.

let second = Number.NaN;
let upToTheSecond = "";

/** `,"time":"2026-01-02T03:04:05.678Z"`. */
export function logTime(): string {
  const nowMs = Date.now();
  const ms = nowMs % 1000;
  if (nowMs - ms !== second) {
    second = nowMs - ms;
    upToTheSecond = `,"time":"${new Date(second).toISOString().slice(0, -4)}`;
  }
  return `${upToTheSecond}${String(ms).padStart(3, "0")}Z"`;
}
