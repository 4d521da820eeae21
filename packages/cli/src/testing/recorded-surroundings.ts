// Surroundings which remember what was printed; a test stops a command by calling stop().
import type { Surroundings } from "../surroundings.ts";

export interface RecordedSurroundings extends Surroundings {
  readonly printed: () => string;
  readonly complained: () => string;
  /** Every question that was asked. */
  readonly asked: () => readonly string[];
  readonly stop: () => void;
}

export interface RecordedOptions {
  /** Somebody at the terminal who gives these answers, one after the other, and then leaves. */
  readonly answers?: readonly string[];
  /** On the standard input. */
  readonly input?: string;
  /** Where the output goes. */
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Which processes are alive. */
  readonly alive?: readonly number[];
}

export function recordedSurroundings(options: RecordedOptions = {}): RecordedSurroundings {
  let out = "";
  let err = "";
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const answers = [...(options.answers ?? [])];
  const asked: string[] = [];
  return {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: options.isTerminal ?? false,
    columns: () => options.columns,
    nowMs: () => Date.now(),
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    environment: (name) => options.environment?.[name],
    machine: { node: "20.19.0", platform: "linux", arch: "x64" },
    userName: "tester",
    ownProcess: { pid: 4242, isAlive: (pid) => options.alive?.includes(pid) ?? false },
    isInputTerminal: options.answers !== undefined,
    readInput: async () => options.input ?? "",
    ask: async (question, o) => {
      asked.push(o?.hidden === true ? `${question}(hidden)` : question);
      return answers.shift();
    },
    stopAsked: () => stopped,
    printed: () => out,
    complained: () => err,
    asked: () => asked,
    stop: () => stop(),
  };
}
