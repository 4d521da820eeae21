// `payment-2.test.ts` says that the first file was full, not what is tested in it.
import { posix } from "node:path";
import { isTest } from "../file-role.ts";
import type { Rule } from "../rule.ts";

export const numberedTests: Rule = {
  name: "numbered-tests",
  check: ({ sources }) => {
    const paths = new Set(sources.map(({ path }) => path));
    return sources
      .map(({ path }) => path)
      .filter((path) => isTest(path) && isNumbered(path) && !paths.has(subjectOf(path)))
      .map((path) => ({ path, message: "is numbered: name it for the behaviour which it tests" }));
  },
};

function isNumbered(path: string): boolean {
  const stem = posix.basename(path).split(".")[0] ?? "";
  return /^\d|[-_]\d+$|^(test|tests|part|spec)\d+$/.test(stem);
}

/** A number which the source itself carries (sha-256) is a name, not a count. */
function subjectOf(path: string): string {
  return `${posix.dirname(path)}/${posix.basename(path).split(".")[0]}.ts`;
}
