// A bar on a terminal, a line now and then elsewhere; on stderr, so that --json stays clean.
import type { Progress } from "./bench-command.ts";

const width = 30;
const everyMs = 100;
const everyLineMs = 5000;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  let shownMs = 0;
  return (what, done, all) => {
    const nowMs = Date.now();
    const isLast = done === all;
    if (!isLast && nowMs - shownMs < (stream.isTTY ? everyMs : everyLineMs)) return;
    shownMs = nowMs;
    const share = all === 0 ? 1 : done / all;
    if (!stream.isTTY) {
      stream.write(`${what}: ${done} of ${all}\n`);
      return;
    }
    const filled = Math.round(share * width);
    stream.write(
      `\r${"█".repeat(filled)}${"░".repeat(width - filled)} ${what} ${done}/${all}\u001b[K${isLast ? "\n" : ""}`,
    );
  };
}
