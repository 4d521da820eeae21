// Where a command takes secrets from: files, the standard input (`-`), a hidden question. Never from a flag's own value, which
// would stay in the shell's history and in the list of processes.
import { readFileSync } from "node:fs";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

type Terminal = Pick<Surroundings, "ask" | "isInputTerminal" | "readInput">;

export class SecretSource {
  readonly #terminal: Terminal;
  #inputIsRead = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get canAsk(): boolean {
    return this.#terminal.isInputTerminal;
  }

  /** What a file or the standard input holds, without its last line end. Throws CommandFailure. */
  async read(path: string): Promise<string> {
    const text = path === "-" ? await this.#readInput() : readFile(path);
    // An editor ends a file with a line end, which is no part of the key; other white space is looked at by the doctor.
    return text.replace(/^\ufeff/, "").replace(/\r?\n$/, "");
  }

  async ask(question: string): Promise<string> {
    return (await this.#answer(question, { hidden: false })).trim();
  }

  async askHidden(question: string): Promise<string> {
    return this.#answer(question, { hidden: true });
  }

  async #answer(question: string, o: { hidden: boolean }): Promise<string> {
    const answer = await this.#terminal.ask(question, o);
    if (answer !== undefined) return answer;
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "没有人回答，什么也没有改",
      en: "Nobody answered; nothing was changed",
    });
  }

  async #readInput(): Promise<string> {
    if (this.#inputIsRead) {
      throw new CommandFailure(exitCode.wrongUsage, {
        zh: "标准输入（-）只能用来读一个密钥",
        en: "The standard input (-) can bring one key only",
      });
    }
    this.#inputIsRead = true;
    return this.#terminal.readInput();
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new CommandFailure(
      exitCode.wrongUsage,
      { zh: `读不了 ${path}（${error.code}）`, en: `cannot read ${path} (${error.code})` },
      { cause: error },
    );
  }
}
