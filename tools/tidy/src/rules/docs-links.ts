// A relative link in a document leads to a file which exists.
import { existsSync } from "node:fs";
import { posix } from "node:path";
import type { Repository } from "../repository.ts";
import type { Problem, Rule } from "../rule.ts";

export const docsLinks: Rule = {
  name: "docs-links",
  check: (repository) =>
    [...repository.texts]
      .filter(([path]) => path.endsWith(".md"))
      .flatMap(([path, text]) => dead(repository, path, text)),
};

function dead(repository: Repository, path: string, text: string): Problem[] {
  return text.split("\n").flatMap((content, index) =>
    [...content.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      const target = link.replace(/#.*$/, "");
      if (target === "" || /^[a-z]+:/.test(target)) return [];
      const file = posix.join(posix.dirname(path), decodeURI(target)).replace(/\/$/, "");
      const known = [...repository.texts.keys()].some((key) => key === file || key.startsWith(`${file}/`));
      if (known || existsSync(posix.join(repository.root || "/nonexistent", file))) return [];
      return [{ path, line: index + 1, message: `the link to ${target} leads nowhere: repair or remove it` }];
    }),
  );
}
