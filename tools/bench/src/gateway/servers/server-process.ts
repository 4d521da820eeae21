// A server under measurement, in a process of its own, so that its processor time and memory are nobody else's.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Commits, Usage } from "./serve-parent.ts";

export type ServerProcess<Ready> = {
  readonly ready: Ready;
  usage(): Promise<Usage>;
  commits(times: number): Promise<Commits>;
  stop(): Promise<void>;
};

/** Starts `NAME-process.js` beside this file. `nodeOptions`: for a profile. */
export async function startServer<Ready>(
  name: "gateway" | "peer",
  input: unknown,
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess<Ready>> {
  const child = fork(fileURLToPath(new URL(`./${name}-process.js`, import.meta.url)), [JSON.stringify(input)], {
    execArgv: [...nodeOptions],
  });
  return {
    ready: await answerOf<Ready>(child),
    usage: () => ask<Usage>(child, "usage"),
    commits: (times) => ask<Commits>(child, times),
    stop: async () => {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}

function ask<T>(child: ChildProcess, what: string | number): Promise<T> {
  const answer = answerOf<T>(child);
  child.send(what);
  return answer;
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const { signal } = settled;
  const gone = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`the server ended with ${String(code)}`);
  });
  try {
    const [message] = (await Promise.race([once(child, "message", { signal }), gone])) as [T];
    return message;
  } finally {
    gone.catch(() => {});
    settled.abort();
  }
}
