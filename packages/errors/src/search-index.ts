// The search of a site without a server: what each term says about each page, as plain data for a script in the browser.
// Leaves out the long texts, which would make it megabytes; the terms and weights are those of search-pages.ts.
import { codeTable } from "./code-table.ts";
import { type ListedPage, listPages } from "./list-pages.ts";
import type { PageLanguage } from "./page.ts";
import { searchDocuments, termWeight } from "./search-pages.ts";
import { searchTerms } from "./search-terms.ts";

export type SearchIndex = {
  /** Each page once. */
  readonly pages: readonly (readonly [kind: ListedPage["kind"], id: string, title: string])[];
  /** By term: page, weight, page, weight and so on. */
  readonly terms: Readonly<Record<string, readonly number[]>>;
  /** Every spelling of a code, folded as search terms are, to its page. */
  readonly names: Readonly<Record<string, number>>;
};

const leastWeight = 2;

export function searchIndex(lang: PageLanguage): SearchIndex {
  const documents = searchDocuments(lang);
  const terms: Record<string, number[]> = Object.create(null);
  const pages = new Map<string, number>();
  const listed: [ListedPage["kind"], string, string][] = [];
  for (const document of documents) {
    const key = `${document.kind} ${document.id}`;
    let page = pages.get(key);
    if (page === undefined) {
      page = listed.push([document.kind, document.id, document.title]) - 1;
      pages.set(key, page);
    }
    const texts = document.fields.filter(([weight]) => weight >= leastWeight).map(([, text]) => text);
    for (const term of searchTerms(texts.join("\n"))) {
      terms[term] ??= [];
      terms[term].push(page, Math.round(termWeight(document, term) * 10) / 10);
    }
  }
  return { pages: listed, terms, names: namesOf(lang, pages) };
}

function namesOf(lang: PageLanguage, pages: ReadonlyMap<string, number>): Record<string, number> {
  const names: Record<string, number> = Object.create(null);
  const add = (name: string, kind: string, id: string): void => {
    const page = pages.get(`${kind} ${id}`);
    const folded = name.toLowerCase().replace(/[\s_-]+/g, "_");
    if (page !== undefined) names[folded] ??= page;
  };
  for (const { kind, id } of listPages(lang)) add(id, kind, id);
  for (const { code, aliases } of codeTable()) for (const alias of aliases) add(alias, "code", code);
  for (const { code } of codeTable()) add(code.replace(/^(?:isv|isp|aop|ACQ)\./, ""), "code", code);
  return names;
}
