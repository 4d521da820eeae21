// `dedepay explain`: what a code, a cause or a topic means and what to do about it. Reads the catalogue and nothing else.
import {
  type CataloguePage,
  explanationJson,
  findCodes,
  isUnifiedCode,
  loadCodePage,
  loadPage,
  nearestCodes,
  type PageLanguage,
  renderExplanation,
  searchPages,
} from "@dedepay/errors";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface ExplainFlags {
  readonly lang: PageLanguage;
  readonly json?: true;
}

interface Suggestion {
  readonly id: string;
  readonly title: string;
}

const mostSuggestions = 8;

export function explain(words: readonly string[], flags: ExplainFlags, surroundings: Surroundings): ExitCode {
  const asked = words.join(" ").trim();
  const pages = pagesFor(asked, flags.lang);
  if (pages.length > 0) {
    const color = surroundings.isTerminal;
    const text = flags.json
      ? `${JSON.stringify({ pages: pages.map(explanationJson) }, undefined, 2)}\n`
      : pages.map((page) => renderExplanation(page, { lang: flags.lang, color })).join(`\n${"─".repeat(40)}\n\n`);
    surroundings.out(text);
    return exitCode.fine;
  }
  const suggestions = suggest(asked, flags.lang);
  if (flags.json) surroundings.out(`${JSON.stringify({ pages: [], suggestions }, undefined, 2)}\n`);
  else surroundings.out(notFoundText(asked, suggestions));
  return exitCode.foundProblem;
}

/** A name may be a code in several namespaces; then each has its page. */
function pagesFor(asked: string, lang: PageLanguage): CataloguePage[] {
  if (!isUnifiedCode(Number(asked))) {
    const codes = findCodes(asked);
    if (codes.length > 0) return codes.map((policy) => loadCodePage(policy, lang));
  }
  const page = loadPage("code", asked, lang) ?? loadPage("cause", asked, lang) ?? loadPage("topic", asked, lang);
  return page === undefined ? [] : [page];
}

function suggest(asked: string, lang: PageLanguage): Suggestion[] {
  const near = nearestCodes(asked, mostSuggestions).map((policy) => ({
    id: policy.code,
    title: lang === "zh" ? policy.meaningZh : policy.meaningEn,
  }));
  const found = searchPages(asked, lang).map(({ id, title }) => ({ id, title }));
  const byId = new Map([...near, ...found].map((one) => [one.id, one]));
  return [...byId.values()].slice(0, mostSuggestions);
}

function notFoundText(asked: string, suggestions: readonly Suggestion[]): string {
  const head = `没有找到“${asked}” · nothing is called "${asked}"\n`;
  if (suggestions.length === 0) return head;
  const list = textTable(suggestions.map(({ id, title }) => [`  ${id}`, title]));
  return `${head}\n也许是 · perhaps you mean\n\n${list}\n`;
}
