// A reader learns from the first lines what a file is for and what it must not know. Tests say it in their titles.
import { isGenerated, isTest } from "../file-role.ts";
import type { Rule } from "../rule.ts";

const maxLines = 6;

export const moduleHeader: Rule = {
  name: "module-header",
  check: ({ sources }) =>
    sources
      .filter(({ path }) => !isTest(path) && !isGenerated(path))
      .map(({ path, text }) => ({ path, line: 1, lines: headerLines(text.replace(/^#!.*\n/, "")) }))
      .filter(({ lines }) => lines === 0 || lines > maxLines)
      .map(({ path, line, lines }) => ({
        path,
        line,
        message: `has a header of ${lines} lines: say in 1 to ${maxLines} what it is for and what it must not know`,
      })),
};

function headerLines(text: string): number {
  const block = /^\/\*[\s\S]*?\*\//.exec(text);
  if (block) return block[0].split("\n").length;
  return /^(?:\/\/.*\n)*/.exec(text)?.[0].split("\n").slice(0, -1).length ?? 0;
}
