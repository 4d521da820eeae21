// How fast virtual time runs, from the command line; 0 stops it.
import { InvalidArgumentError } from "commander";

/** The simulator's own limit of POST /sim/clock. */
const highest = 1_000_000;

export function readSpeed(text: string): number {
  const speed = Number(text);
  if (/^\d{1,7}(\.\d{1,6})?$/.test(text) && speed <= highest) return speed;
  throw new InvalidArgumentError(`0 … ${highest}`);
}
