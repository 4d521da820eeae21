// Everything there is, for lists, site maps and searches.
import { codeTable } from "./code-table.ts";
import type { PageLanguage } from "./page.ts";
import { causeProse, topicProse } from "./prose.ts";
import { unifiedErrors } from "./unified-errors.ts";

export type ListedPage = {
  readonly kind: "code" | "cause" | "topic";
  readonly id: string;
  /** `mapi`, `openapi`, `client` or `unified` for codes. */
  readonly group: string;
  readonly title: string;
};

/** All pages: the sixteen, the codes by namespace, the causes, the topics. */
export function listPages(lang: PageLanguage): readonly ListedPage[] {
  return [
    ...Object.values(unifiedErrors).map((entry) => ({
      kind: "code" as const,
      id: String(entry.code),
      group: "unified",
      title: lang === "zh" ? entry.titleZh : entry.titleEn,
    })),
    ...codeTable()
      .filter((policy) => !policy.code.endsWith("*"))
      .map((policy) => ({
        kind: "code" as const,
        id: policy.code,
        group: policy.namespace,
        title: lang === "zh" ? policy.meaningZh : policy.meaningEn,
      })),
    ...Object.entries(causeProse()).map(([id, prose]) => ({
      kind: "cause" as const,
      id,
      group: "cause",
      title: prose?.title[lang] ?? id,
    })),
    ...Object.entries(topicProse()).map(([id, prose]) => ({
      kind: "topic" as const,
      id,
      group: "topic",
      title: prose?.title[lang] ?? id,
    })),
  ];
}
