// The real process: its streams, its clock, its signals.
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Surroundings } from "../surroundings.ts";

export function systemSurroundings(): Surroundings {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY === true,
    nowMs: Date.now,
    sleep: (ms) => sleep(ms),
    randomBytes: (length) => randomBytes(length),
    ask: async (question) => {
      if (process.stdin.isTTY !== true) return undefined;
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      // Ctrl-D closes without an answer.
      const closed = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
      const answer = await Promise.race([lines.question(question), closed]);
      if (answer === undefined) process.stderr.write("\n");
      lines.close();
      return answer;
    },
    stopAsked: () =>
      new Promise((resolve) => {
        // `once`: a second Ctrl-C ends the process even if stopping hangs.
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
}
