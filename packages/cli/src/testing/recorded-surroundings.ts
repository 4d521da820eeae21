// Surroundings which remember what was printed; a test stops a command by calling stop().
import type { Surroundings } from "../surroundings.ts";

export interface RecordedSurroundings extends Surroundings {
  readonly printed: () => string;
  readonly complained: () => string;
  readonly stop: () => void;
}

export function recordedSurroundings(): RecordedSurroundings {
  let out = "";
  let err = "";
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    nowMs: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    stopAsked: () => stopped,
    printed: () => out,
    complained: () => err,
    stop: () => stop(),
  };
}
