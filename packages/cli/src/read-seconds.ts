// A number of seconds from the command line or the environment.
import { InvalidArgumentError } from "commander";

export function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,4}$/.test(text) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError("1 … 3600");
}
