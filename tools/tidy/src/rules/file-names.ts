// A file is named for the concept it holds; a name that fits everything holds everything in the end.
import { posix } from "node:path";
import type { Rule } from "../rule.ts";

const catchAll = new Set(["util", "utils", "helper", "helpers", "common", "manager", "misc", "shared"]);

export const fileNames: Rule = {
  name: "file-names",
  check: ({ sources }) =>
    sources.flatMap(({ path }) => {
      const parts = path.split("/").slice(3);
      const stem = posix.basename(path).split(".")[0] ?? "";
      const words = [...parts.slice(0, -1), stem];
      const vague = words.find((word) => catchAll.has(word) || catchAll.has(word.split("-").at(-1) ?? ""));
      if (vague !== undefined) return [{ path, message: `"${vague}" says nothing: name it for the concept it holds` }];
      const odd = words.find((word) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word));
      return odd === undefined ? [] : [{ path, message: `"${odd}" is not kebab-case: rename it` }];
    }),
};
