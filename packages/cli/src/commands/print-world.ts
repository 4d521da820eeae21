// `dedepay simulate --print-world`: the default world as a file to begin with. Its keys are published test keys.
import { defaultWorld } from "@dedepay/simulator";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

export function printWorld(surroundings: Pick<Surroundings, "out">): ExitCode {
  surroundings.out(`${JSON.stringify(defaultWorld(), undefined, 2)}\n`);
  return exitCode.fine;
}
