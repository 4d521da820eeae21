// Asks before something is changed. Nobody there and no --yes: nothing is done, and how to go on is said.
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";
import type { Surroundings } from "../../surroundings.ts";

export async function confirmed(
  question: string,
  flags: { readonly yes?: true; readonly json?: true },
  { ask, out }: Pick<Surroundings, "ask" | "out">,
): Promise<boolean> {
  if (flags.yes === true) return true;
  const answer = flags.json === true ? undefined : await ask(`${question} [y/N] `);
  if (answer === undefined) {
    throw new CommandFailure(exitCode.wrongUsage, {
      zh: "没有改动任何文件：没有人回答",
      en: "nothing was changed: nobody answered",
      fixZh: "看过计划后加 --yes 再运行",
      fixEn: "run it again with --yes after reading the plan",
    });
  }
  const isYes = /^(y|yes|是|好)$/i.test(answer.trim());
  if (!isYes) out("没有改动任何文件 · nothing was changed\n");
  return isYes;
}
