// The prose behind the small tables: generated JSON, read from disk when a page is asked for and kept from then on.
import { readFileSync } from "node:fs";
import type { CodeNamespace } from "./code-policy.ts";
import type { CauseSectionName } from "./page.ts";

type Texts = { zh: string; en: string };
type Lists = { zh: string[]; en: string[] };

export type CodeProse = {
  sameAs?: string;
  replyCode?: string;
  services?: string[];
  causesBasis?: "reported" | "reasoned";
  seeAlso?: string[];
  sources: string[];
  zh?: string;
  en?: string;
};
export type UnifiedProse = { causes: string[]; zh: string; en: string };
export type CauseProse = {
  title: Texts;
  check?: string;
  noCheck?: Texts;
  raisedByGateway?: true;
  keywords: Lists;
  zh: Partial<Record<CauseSectionName, string>>;
  en: Partial<Record<CauseSectionName, string>>;
};
export type TopicProse = { title: Texts; questions: Lists; codes: string[]; causes: string[]; zh: string; en: string };

export type SourceProse = Texts & { url?: string };

type Entries<T> = Readonly<Record<string, T | undefined>>;

// The shapes are the generator's promise: it writes these files and its test fails where they are stale.
const read = <T>(name: string): (() => Entries<T>) => {
  let entries: Entries<T> | undefined;
  return () => {
    entries ??= JSON.parse(readFileSync(new URL(`../generated/${name}.json`, import.meta.url), "utf8")) as Entries<T>;
    return entries;
  };
};

const codesByNamespace: Readonly<Record<CodeNamespace, () => Entries<CodeProse>>> = {
  mapi: read("codes-mapi"),
  openapi: read("codes-openapi"),
  client: read("codes-client"),
};

export const codeProse = (namespace: CodeNamespace): Entries<CodeProse> => codesByNamespace[namespace]();
export const unifiedProse: () => Entries<UnifiedProse> = read("unified");
export const causeProse: () => Entries<CauseProse> = read("causes");
export const topicProse: () => Entries<TopicProse> = read("topics");
export const sourceProse: () => Entries<SourceProse> = read("sources");
