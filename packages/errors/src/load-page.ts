// From an id to its page in one language. Unknown ids give undefined; guessing is nearest-codes.ts and search-pages.ts.
import { assertNever } from "./assert-never.ts";
import type { CodeNamespace, CodePolicy } from "./code-policy.ts";
import { codeTable } from "./code-table.ts";
import { findCode } from "./find-code.ts";
import type {
  CataloguePage,
  CausePage,
  CauseSectionName,
  CodePage,
  PageLanguage,
  PageLink,
  TopicPage,
  UnifiedPage,
} from "./page.ts";
import { causeProse, codeProse, sourceProse, topicProse, unifiedProse } from "./prose.ts";
import { isUnifiedCode, unifiedErrors } from "./unified-errors.ts";

const headings: Record<PageLanguage, Record<CauseSectionName, string>> = {
  zh: {
    happened: "发生了什么",
    confirm: "怎么确认",
    owner: "怎么改（站长）",
    developer: "怎么改（开发者）",
    dedecms: "在织梦里",
  },
  en: {
    happened: "What happened",
    confirm: "How to tell",
    owner: "What to do (site owner)",
    developer: "What to do (developer)",
    dedecms: "In DedeCMS",
  },
};
const sectionOrder: readonly CauseSectionName[] = ["happened", "confirm", "owner", "developer", "dedecms"];

/** The page of a code (also one of 1001 … 1016, and any spelling that findCode understands), a cause or a topic. */
export function loadPage(kind: "code" | "cause" | "topic", id: string, lang: PageLanguage): CataloguePage | undefined {
  switch (kind) {
    case "code": {
      const number = Number(id.trim());
      if (isUnifiedCode(number)) return unifiedPage(number, lang);
      const policy = findCode(id);
      return policy === undefined ? undefined : loadCodePage(policy, lang);
    }
    case "cause":
      return causePage(id, lang);
    case "topic":
      return topicPage(id, lang);
    default:
      return assertNever(kind);
  }
}

/** The page of a code whose policy is at hand, for names that exist in several namespaces. */
export function loadCodePage(policy: CodePolicy, lang: PageLanguage): CodePage {
  const prose = codeProse(policy.namespace)[policy.code];
  const same = prose?.sameAs === undefined ? undefined : codeProse(policy.namespace)[prose.sameAs];
  const body = [prose?.[lang], same?.[lang]].filter((text) => text !== undefined).join("\n\n");
  return {
    kind: "code",
    id: policy.code,
    lang,
    title: meaningOf(policy, lang),
    policy,
    body,
    ...(prose?.sameAs === undefined ? {} : { sameAs: prose.sameAs }),
    ...(prose?.replyCode === undefined ? {} : { replyCode: prose.replyCode }),
    services: prose?.services ?? [],
    causes: causeLinks(policy.causes, lang),
    ...(prose?.causesBasis === undefined ? {} : { causesBasis: prose.causesBasis }),
    seeAlso: codeLinks(prose?.seeAlso ?? [], lang, policy.namespace),
    sources: (prose?.sources ?? []).map((source) => sourceText(source, lang)),
  };
}

function unifiedPage(number: keyof typeof unifiedErrors, lang: PageLanguage): UnifiedPage {
  const entry = unifiedErrors[number];
  const prose = unifiedProse()[String(number)];
  return {
    kind: "unified",
    id: String(number),
    lang,
    title: lang === "zh" ? entry.titleZh : entry.titleEn,
    entry,
    body: prose?.[lang] ?? "",
    causes: causeLinks(prose?.causes ?? [], lang),
  };
}

function causePage(id: string, lang: PageLanguage): CausePage | undefined {
  const prose = Object.hasOwn(causeProse(), id) ? causeProse()[id] : undefined;
  if (prose === undefined) return undefined;
  return {
    kind: "cause",
    id,
    lang,
    title: prose.title[lang],
    ...(prose.check === undefined ? {} : { check: prose.check }),
    ...(prose.noCheck === undefined ? {} : { noCheck: prose.noCheck[lang] }),
    ...(prose.raisedByGateway === undefined ? {} : { raisedByGateway: prose.raisedByGateway }),
    sections: sectionOrder.flatMap((name) => {
      const text = prose[lang][name];
      return text === undefined ? [] : [{ name, heading: headings[lang][name], text }];
    }),
    codes: codeTable()
      .filter((policy) => policy.causes.includes(id))
      .map((policy) => ({ kind: "code", id: policy.code, title: meaningOf(policy, lang) })),
  };
}

function topicPage(id: string, lang: PageLanguage): TopicPage | undefined {
  const prose = Object.hasOwn(topicProse(), id) ? topicProse()[id] : undefined;
  if (prose === undefined) return undefined;
  return {
    kind: "topic",
    id,
    lang,
    title: prose.title[lang],
    body: prose[lang],
    codes: codeLinks(prose.codes, lang),
    causes: causeLinks(prose.causes, lang),
  };
}

function causeLinks(names: readonly string[], lang: PageLanguage): PageLink[] {
  return names.map((id) => {
    const prose = causeProse()[id];
    const fix = prose?.[lang].owner;
    return { kind: "cause", id, title: prose?.title[lang] ?? id, ...(fix === undefined ? {} : { fix }) };
  });
}

function codeLinks(codes: readonly string[], lang: PageLanguage, namespace?: CodeNamespace): PageLink[] {
  return codes.map((id) => {
    const policy = findCode(id, namespace) ?? findCode(id);
    return { kind: "code", id, title: policy === undefined ? id : meaningOf(policy, lang) };
  });
}

function sourceText(source: string, lang: PageLanguage): string {
  const prose = sourceProse()[source];
  if (prose === undefined) return source;
  return prose.url === undefined ? prose[lang] : `${prose[lang]} ${prose.url}`;
}

function meaningOf(policy: CodePolicy, lang: PageLanguage): string {
  return lang === "zh" ? policy.meaningZh : policy.meaningEn;
}
