// The heap's young generation doubles while a program loads, up to 32 MB, and a process that then has nothing to do never gives
// them back. So it is held small while the modules are loaded and the gateway starts, which allocates much once, and may grow as always afterwards.
// The flag is one that V8 reads at each growth; it changes nothing but that.
import { setFlagsFromString } from "node:v8";

export function holdYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** V8's own value. */
export function letYoungGenerationGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
