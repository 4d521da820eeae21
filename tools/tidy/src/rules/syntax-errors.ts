// A file which can't be parsed would silently pass the rules which read its tree.
import type { Rule } from "../rule.ts";

export const syntaxErrors: Rule = {
  name: "syntax-errors",
  check: ({ sources }) =>
    sources.flatMap(({ path, parseErrors }) =>
      parseErrors.map((message) => ({ path, message: `${message}: repair it` })),
    ),
};
