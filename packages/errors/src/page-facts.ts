// The short facts of a page as labelled lines, shared by terminal and HTML so that both say the same.
import { assertNever } from "./assert-never.ts";
import type { CataloguePage, CodePage, PageLanguage, PageLink, UnifiedPage } from "./page.ts";
import { pageLabels } from "./page-labels.ts";
import type { UnifiedError } from "./unified-code.ts";
import { unifiedErrors } from "./unified-errors.ts";

export type LabelledFact = readonly [label: string, value: string];

/** Money, retry, owner and so on; empty for causes and topics. */
export function pageFacts(page: CataloguePage): readonly LabelledFact[] {
  switch (page.kind) {
    case "code":
      return codeFacts(page);
    case "unified":
      return unifiedFacts(page);
    case "cause":
    case "topic":
      return [];
    default:
      return assertNever(page);
  }
}

/** The heading above a list of causes: says how far the list can be trusted. */
export function causesHeading(page: CataloguePage): string {
  const { words } = pageLabels[page.lang];
  if (page.kind !== "code" || page.causes.length < 1) return words.causes;
  const notes = [
    ...(page.causes.length > 1 ? [page.policy.causesOrdered ? words.ordered : words.unordered] : []),
    page.causesBasis === "reported" ? words.reported : words.reasoned,
  ];
  return page.lang === "zh" ? `${words.causes}（${notes.join("，")}）` : `${words.causes} (${notes.join(", ")})`;
}

/** Lists of other pages below the text, each with its heading. */
export function pageLinks(page: CataloguePage): readonly (readonly [heading: string, links: readonly PageLink[]])[] {
  const { words } = pageLabels[page.lang];
  const lists: (readonly [string, readonly PageLink[]])[] = [];
  if (page.kind !== "cause") lists.push([causesHeading(page), page.causes]);
  if (page.kind === "code") lists.push([words.seeAlso, page.seeAlso]);
  if (page.kind === "cause" || page.kind === "topic") lists.push([words.codes, page.codes]);
  return lists.filter(([, links]) => links.length > 0);
}

function codeFacts(page: CodePage): LabelledFact[] {
  const { words, money, owner, namespace } = pageLabels[page.lang];
  const { policy } = page;
  const unified = unifiedErrors[policy.unified];
  const number = `${unified.code} ${page.lang === "zh" ? unified.titleZh : unified.titleEn}`;
  return [
    [words.money, money[policy.money]],
    [words.retry, retryText(page.lang, policy)],
    [words.owner, owner[policy.owner]],
    [words.number, number],
    ...optional(words.sameAs, page.sameAs),
    ...optional(words.aliases, policy.aliases.join(", ")),
    ...optional(words.replyCode, page.replyCode),
    [words.services, [namespace[policy.namespace], ...page.services].join(", ")],
  ];
}

function unifiedFacts(page: UnifiedPage): LabelledFact[] {
  const { words, money, owner } = pageLabels[page.lang];
  return [
    [words.money, money[page.entry.money]],
    [words.retry, retryText(page.lang, page.entry)],
    [words.owner, owner[page.entry.owner]],
    [words.name, page.entry.name],
    [words.status, String(page.entry.status)],
  ];
}

/** "Later, unchanged" is no advice where money may have moved. */
function retryText(lang: PageLanguage, { money, retry }: Pick<UnifiedError, "money" | "retry">): string {
  const labels = pageLabels[lang];
  return money === "unknown" && retry === "backoff" ? labels.queryFirst : labels.retry[retry];
}

function optional(label: string, value: string | undefined): LabelledFact[] {
  return value === undefined || value === "" ? [] : [[label, value]];
}
