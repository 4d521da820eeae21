// `dedepay explain`: what a code, a cause, a topic or a question means and what to do about it. Reads the catalogue and
// nothing else.
import {
  type CataloguePage,
  explanationJson,
  type LookUp,
  listPages,
  loadPage,
  lookUp,
  type PageLanguage,
  renderExplanation,
  type SearchHit,
} from "@dedepay/errors";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface ExplainFlags {
  readonly lang: PageLanguage;
  readonly json?: true;
  readonly list?: true;
}

interface Explained {
  readonly pages: readonly CataloguePage[];
  readonly suggestions: readonly Suggestion[];
  /** What holds for a code that is not in the catalogue, by the kind that it looks like. */
  readonly defaults: readonly CataloguePage[];
}

interface Suggestion {
  readonly kind: "code" | "cause" | "topic";
  readonly id: string;
  readonly title: string;
}

const mostSuggestions = 8;

/** Throws CommandFailure (wrong usage) where there is nothing to explain. */
export function explain(words: readonly string[], flags: ExplainFlags, surroundings: Surroundings): ExitCode {
  if (flags.list === true) return list(flags, surroundings);
  const asked = words.join(" ").trim();
  if (asked === "") throw nothingAsked();
  const explained = explainedBy(lookUp(asked, flags.lang, mostSuggestions), flags.lang);
  surroundings.out(flags.json ? jsonText(explained) : plainText(asked, explained, { flags, surroundings }));
  return explained.pages.length > 0 ? exitCode.fine : exitCode.foundProblem;
}

function explainedBy(found: LookUp, lang: PageLanguage): Explained {
  switch (found.kind) {
    case "pages":
      return { pages: found.pages, suggestions: [], defaults: [] };
    case "hits": {
      const [first, ...others] = found.hits;
      const page = first === undefined ? undefined : pageOf(first, found.lang);
      return { pages: page === undefined ? [] : [page], suggestions: others.map(suggestionOf), defaults: [] };
    }
    case "unknown_code":
      return {
        pages: [],
        suggestions: found.nearest.map(({ code, meaningZh, meaningEn }) => ({
          kind: "code",
          id: code,
          title: lang === "zh" ? meaningZh : meaningEn,
        })),
        defaults: found.defaults,
      };
    case "nothing":
      return { pages: [], suggestions: [], defaults: [] };
  }
}

function pageOf(hit: SearchHit, lang: PageLanguage): CataloguePage | undefined {
  return loadPage(hit.kind, hit.id, lang);
}

function suggestionOf({ kind, id, title }: SearchHit): Suggestion {
  return { kind, id, title };
}

function jsonText({ pages, suggestions, defaults }: Explained): string {
  const all = { pages: pages.map(explanationJson), suggestions, defaults: defaults.map(explanationJson) };
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

type Manner = { flags: ExplainFlags; surroundings: Surroundings };

function plainText(asked: string, explained: Explained, { flags, surroundings }: Manner): string {
  const { pages, suggestions, defaults } = explained;
  const render = (page: CataloguePage): string =>
    renderExplanation(page, { lang: flags.lang, color: surroundings.isTerminal });
  const rule = `\n${"─".repeat(40)}\n\n`;
  const parts = [
    pages.length > 0 ? pages.map(render).join(rule) : `没有找到“${asked}” · nothing is called "${asked}"\n`,
  ];
  if (suggestions.length > 0) {
    const heading = pages.length > 0 ? "相关的还有 · more on this" : "也许是 · perhaps you mean";
    parts.push(`${heading}\n\n${textTable(suggestions.map(({ id, title }) => [`  ${id}`, title]))}\n`);
  }
  if (defaults.length > 0) {
    const heading =
      "目录里没有的这类代码，这样处理 · what to do about a code of this kind that is not in the catalogue";
    parts.push(`${heading}\n\n${defaults.map(render).join(rule)}`);
  }
  return parts.join("\n");
}

function list({ lang, json }: ExplainFlags, surroundings: Surroundings): ExitCode {
  const pages = listPages(lang);
  surroundings.out(
    json
      ? `${JSON.stringify({ pages }, undefined, 2)}\n`
      : `${textTable(pages.map(({ id, group, title }) => [group, id, title]))}\n`,
  );
  return exitCode.fine;
}

function nothingAsked(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "缺少参数：要解释什么",
    en: "missing argument: what to explain",
    fixZh: "例如 dedepay explain ILLEGAL_PARTNER，或 dedepay explain 签约过期；dedepay explain --list 列出全部",
    fixEn: "such as dedepay explain ILLEGAL_PARTNER; dedepay explain --list shows everything",
  });
}
