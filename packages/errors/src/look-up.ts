// From whatever somebody typed into a search box or behind `explain` to the pages which answer it. One order for the
// command, the gateway's pages and the static site. Must not know how the answer is shown.
import type { CodeNamespace, CodePolicy } from "./code-policy.ts";
import { findCodes, policyOf } from "./find-code.ts";
import { loadCodePage, loadPage } from "./load-page.ts";
import { nearestCodes } from "./nearest-codes.ts";
import type { CataloguePage, CodePage, PageLanguage } from "./page.ts";
import { type SearchHit, searchPages } from "./search-pages.ts";

export type LookUp =
  /** The thing itself; more than one where a code exists in several namespaces. */
  | { readonly kind: "pages"; readonly pages: readonly CataloguePage[] }
  /** Prose: pages which speak of it, best first, never empty; in the language in which they were found. */
  | { readonly kind: "hits"; readonly hits: readonly SearchHit[]; readonly lang: PageLanguage }
  | UnknownCode
  | { readonly kind: "nothing" };

/** It looks like a code and is none of ours: the nearest ones, and what holds for any unknown code of its namespace. */
export type UnknownCode = {
  readonly kind: "unknown_code";
  readonly code: string;
  readonly nearest: readonly CodePolicy[];
  readonly defaults: readonly CodePage[];
};

const longestCode = 80;

/** Codes first (any spelling), then names of causes and topics, then prose, then the nearest codes. */
export function lookUp(text: string, lang: PageLanguage, limit = 10): LookUp {
  const asked = text.trim();
  if (asked === "") return { kind: "nothing" };
  const pages = codePages(asked, lang);
  if (pages.length > 0) return { kind: "pages", pages };
  const named = namedPage(asked, lang);
  if (named !== undefined) return { kind: "pages", pages: [named] };
  if (looksLikeCode(asked)) return unknownCode(asked, lang);
  for (const spoken of languagesOf(asked, lang)) {
    const hits = searchPages(asked, spoken, limit);
    if (hits.length > 0) return { kind: "hits", hits, lang: spoken };
  }
  return nearestCodes(asked).length > 0 ? unknownCode(asked, lang) : { kind: "nothing" };
}

/** Every page which a code has: one of the sixteen, or one page a namespace. Empty for an unknown code. */
export function codePages(code: string, lang: PageLanguage): readonly CataloguePage[] {
  const policies = findCodes(code);
  if (policies.length > 0) return policies.map((policy) => loadCodePage(policy, lang));
  const page = loadPage("code", code, lang);
  return page === undefined ? [] : [page];
}

/** What can be said about a code that nobody described: never empty-handed. */
export function unknownCode(code: string, lang: PageLanguage): UnknownCode {
  const defaults = namespacesOf(code).map((namespace) => loadCodePage(policyOf(code, namespace), lang));
  return { kind: "unknown_code", code, nearest: nearestCodes(code), defaults };
}

// Who types Chinese reads Chinese, whatever the browser says; Latin words stand in the pages of both languages.
function languagesOf(asked: string, lang: PageLanguage): readonly PageLanguage[] {
  if (/\p{Script=Han}/u.test(asked)) return ["zh"];
  return lang === "zh" ? ["zh", "en"] : ["en"];
}

function namedPage(asked: string, lang: PageLanguage): CataloguePage | undefined {
  const name = asked.toLowerCase().replace(/[\s_]+/g, "-");
  return loadPage("cause", name, lang) ?? loadPage("topic", name, lang);
}

// Capitals, digits, underscores, or one of OpenAPI's prefixes; a plain word of prose is none.
function looksLikeCode(asked: string): boolean {
  if (asked.length > longestCode) return false;
  if (/^(?:isv|isp|aop|acq|aqc)\.[\w.-]+$/i.test(asked)) return true;
  return /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+$/.test(asked) || /^[A-Z]{4,}$/.test(asked) || /^\d{4,5}$/.test(asked);
}

function namespacesOf(code: string): readonly CodeNamespace[] {
  if (/^(?:isv|isp|aop|acq|aqc)\./i.test(code.trim())) return ["openapi"];
  return ["mapi", "openapi"];
}
