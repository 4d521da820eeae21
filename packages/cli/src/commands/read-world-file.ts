// Reads a world file for `dedepay simulate`; what is wrong with it is said whole, with the place of each problem.
import { readFileSync } from "node:fs";
import { readWorld, type World, WorldError } from "@dedepay/simulator";
import { CommandFailure, type FailureText } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";

/** Throws CommandFailure (wrong usage) for a file which can't be read, is no JSON, or is no world. */
export function readWorldFile(file: string): World {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw failure({ zh: `读不了 ${file}`, en: `cannot read ${file}` }, error);
  }
  try {
    return readWorld(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    if (error instanceof SyntaxError) {
      // The parser's own words may quote the file, and the file holds keys.
      throw failure({ zh: `${file} 不是 JSON`, en: `${file} is no JSON` }, error);
    }
    if (!(error instanceof WorldError)) throw error;
    const list = error.problems.map((problem) => `\n  ${problem}`).join("");
    throw failure(
      {
        zh: `${file} 有 ${error.problems.length} 处不对`,
        en: `${file} has ${error.problems.length} problem(s):${list}`,
        fixZh: "格式见 GET /sim/world/schema 和 docs/simulator.md",
        fixEn: "the format is at GET /sim/world/schema and in docs/simulator.md",
      },
      error,
    );
  }
}

function failure(text: FailureText, cause: unknown): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, text, { cause });
}
