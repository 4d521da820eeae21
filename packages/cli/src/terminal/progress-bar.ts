// How far something slow is: a bar with speed and time left on a terminal, nothing elsewhere. On the error stream, so that
// --json stays clean.
import type { Surroundings } from "../surroundings.ts";

const width = 24;
const everyMs = 100;

export type ProgressBar = {
  /** `stage`: speed is counted anew in each; `what` where it is left out. */
  update(o: { what: string; stage?: string; done: number; of: number; unit: string }): void;
  /** Takes the bar away. */
  end(): void;
};

export function progressBar({
  err,
  isTerminal,
  nowMs,
}: Pick<Surroundings, "err" | "isTerminal" | "nowMs">): ProgressBar {
  const startedMs = nowMs();
  let shownMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  let stage = { name: "", startedMs, from: 0 };
  return {
    update({ what, stage: name = what, done, of, unit }) {
      const now = nowMs();
      if (name !== stage.name) stage = { name, startedMs: now, from: done };
      if (!isTerminal || (now - shownMs < everyMs && done < of)) return;
      shownMs = now;
      isShown = true;
      const share = of === 0 ? 1 : Math.min(1, done / of);
      const filled = Math.round(share * width);
      const seconds = (now - stage.startedMs) / 1000;
      const speed = seconds === 0 ? 0 : (done - stage.from) / seconds;
      const left = speed <= 0 ? "" : `  ${secondsText((of - done) / speed)}`;
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const figures = `${grouped(done)}/${grouped(of)} ${unit}  ${grouped(Math.round(speed))}/s${left}`;
      err(`\r${bar} ${String(Math.floor(share * 100)).padStart(3)}% ${what}  ${figures}\u001b[K`);
    },
    end() {
      if (isShown) err("\r\u001b[K");
    },
  };
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Time left. */
function secondsText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 90) return `还要 ${whole} 秒 · ${whole} s left`;
  const minutes = Math.ceil(whole / 60);
  return `还要 ${minutes} 分钟 · ${minutes} min left`;
}
