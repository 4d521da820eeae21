// What a command may touch of the world around it. Tests bring their own.

export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** False where the output goes to a file or another program: no progress, no colour. */
  readonly isTerminal: boolean;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly randomBytes: (length: number) => Uint8Array;
  /** One line that a person typed; undefined where nobody is there to answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Resolves at the first Ctrl-C or SIGTERM. */
  readonly stopAsked: () => Promise<void>;
}
