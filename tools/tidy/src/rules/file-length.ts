// A long file is several concepts. Generated files are not read by people and are free.
import { isGenerated } from "../file-role.ts";
import type { Rule } from "../rule.ts";

const maxLines = 400;

export const fileLength: Rule = {
  name: "file-length",
  check: ({ sources }) =>
    sources
      .filter(({ path }) => !isGenerated(path))
      .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, "").split("\n").length }))
      .filter(({ lines }) => lines > maxLines)
      .map(({ path, lines }) => ({
        path,
        message: `${lines} lines, ${maxLines} is the limit: give its second concept a file of its own`,
      })),
};
