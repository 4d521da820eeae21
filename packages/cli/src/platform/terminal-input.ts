// Questions on the terminal. Of a hidden answer nothing is echoed; it goes to nobody's history.
import { createInterface } from "node:readline/promises";
import { CommandFailure } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import { HiddenLine } from "../terminal/hidden-line.ts";

/** Undefined at Ctrl-D, which closes the line without an answer. */
export async function askLine(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  const answer = await Promise.race([lines.question(question), closed]);
  if (answer === undefined) process.stderr.write("\n");
  lines.close();
  return answer;
}

/** Throws CommandFailure at Ctrl-C. */
export async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  const line = new HiddenLine();
  try {
    return await new Promise<string>((resolve, reject) => {
      stdin.on("data", (chunk: Buffer) => {
        const state = line.type(chunk.toString("utf8"));
        if (state === "stopped") reject(stopped());
        if (state === "done") resolve(line.text);
      });
    });
  } finally {
    stdin.removeAllListeners("data");
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write("\n");
  }
}

function stopped(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, { zh: "已取消", en: "Stopped" });
}
