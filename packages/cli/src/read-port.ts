// A port from the command line or the environment; 0 lets the system choose.
import { InvalidArgumentError } from "commander";

export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("0 … 65535");
}
