// docs/rules-of-money.md: each rule names the tests that hold it, by title, and each of these is there.
import { posix } from "node:path";
import type { Repository } from "../repository.ts";
import type { Problem, Rule } from "../rule.ts";

const page = "docs/rules-of-money.md";

export const moneyRules: Rule = {
  name: "money-rules",
  check: (repository) => {
    const lines = (repository.texts.get(page) ?? "").split("\n");
    return lines.flatMap((line, index) =>
      isRow(line, lines[index + 1]) ? problemsOf(repository, line, index + 1) : [],
    );
  },
};

/** A line of a table under its head. */
function isRow(line: string, next: string | undefined): boolean {
  const isRule = /^\|[-|\s]+\|$/;
  return line.startsWith("|") && !isRule.test(line) && !isRule.test(next ?? "");
}

function problemsOf({ texts }: Repository, row: string, line: number): Problem[] {
  const links = [...row.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.tsx?)\)/g)];
  if (links.length === 0) return [{ path: page, line, message: "no test holds this rule: name one, or write it" }];
  return links.flatMap(([, title = "", target = ""]) => {
    const file = posix.join(posix.dirname(page), target);
    const text = texts.get(file) ?? "";
    if ([`"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted))) return [];
    const message = `${file} has no test "${title}": name the one that holds this rule now`;
    return [{ path: page, line, message }];
  });
}
