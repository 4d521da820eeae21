// Surroundings which remember what was printed; a test stops a command by calling stop().
import type { Surroundings } from "../surroundings.ts";

export interface RecordedSurroundings extends Surroundings {
  readonly printed: () => string;
  readonly complained: () => string;
  readonly stop: () => void;
}

/** `answers`: what a person types, one question after the other; nobody is there when they are used up. */
export function recordedSurroundings(
  answers: readonly string[] = [],
  { isTerminal = false }: { readonly isTerminal?: boolean } = {},
): RecordedSurroundings {
  const unused = [...answers];
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
    isTerminal,
    nowMs: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    ask: async (question) => {
      err += question;
      return unused.shift();
    },
    stopAsked: () => stopped,
    printed: () => out,
    complained: () => err,
    stop: () => stop(),
  };
}
