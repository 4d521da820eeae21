// What a command may touch of the world around it. Tests bring their own.

export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** False where the output goes to a file or another program: no progress, no colour. */
  readonly isTerminal: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: () => number | undefined;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly environment: (name: string) => string | undefined;
  /** What the program runs on: `node`, `platform`, `arch`. */
  readonly machine: Readonly<Record<"node" | "platform" | "arch", string>>;
  /** Who runs the command, as the system calls them; stands in the audit log. */
  readonly userName: string;
  readonly ownProcess: { readonly pid: number; readonly isAlive: (pid: number) => boolean };
  /** A person who can be asked sits there. */
  readonly isInputTerminal: boolean;
  /** Everything on the standard input. */
  readonly readInput: () => Promise<string>;
  /**
   * What a person typed; undefined where nobody is there to answer. Of a hidden answer nothing is shown, and it may be a PEM of
   * several lines.
   */
  readonly ask: (question: string, o?: { readonly hidden: boolean }) => Promise<string | undefined>;
  /** Resolves at the first Ctrl-C or SIGTERM. */
  readonly stopAsked: () => Promise<void>;
}
