// How many seconds to watch, from the command line.
import { InvalidArgumentError } from "commander";

/** The simulator's own limit. */
const longest = 60;

export function readWait(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,2}(\.\d{1,3})?$/.test(text) && seconds <= longest) return seconds;
  throw new InvalidArgumentError(`0 … ${longest}`);
}
