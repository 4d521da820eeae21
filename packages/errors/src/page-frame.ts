// The document around every page of the catalogue: head, search box, language switch. Knows addresses, no page.
import { escapeHtml } from "./html-text.ts";
import type { PageLanguage, PageLink } from "./page.ts";
import { pageLabels } from "./page-labels.ts";
import { pageStyle } from "./page-style.ts";

export type PageHtmlOptions = {
  /** What stands before /errors, /causes and /topics in links; empty by default. `..` for a static site. */
  readonly base?: string;
  /** What follows a page's name in links: `?lang=en`, or `.html` for a static site. */
  readonly suffix?: string;
  /** Nonce for the one style element, where the Content-Security-Policy asks for one. */
  readonly styleNonce?: string;
  /** Where the other language is; `?lang=…` of the same address by default. */
  readonly otherLanguageHref?: string;
  /** The start page, which is also where the search box leads; `/errors` below the base by default. */
  readonly searchHref?: string;
  /** Scripts of a static site, which has no server to search for it. None by default. */
  readonly scripts?: readonly string[];
};

export type FrameParts = {
  lang: PageLanguage;
  title: string;
  query?: string;
  body: readonly string[];
  options: PageHtmlOptions;
};

const otherLanguage = { zh: ["en", "English"], en: ["zh", "中文"] } as const;

/** A whole document; every part of `body` is markup already. */
export function pageDocument({ lang, title, query = "", body, options }: FrameParts): string {
  const { words } = pageLabels[lang];
  const nonce = options.styleNonce === undefined ? "" : ` nonce="${escapeHtml(options.styleNonce)}"`;
  const [other, otherName] = otherLanguage[lang];
  const search = options.searchHref ?? `${options.base ?? ""}/errors`;
  const home = options.searchHref ?? `${search}${options.suffix ?? ""}`;
  const switchHref = options.otherLanguageHref ?? `?lang=${other}${queryPart(query)}`;
  const scripts = (options.scripts ?? []).map((src) => `<script src="${escapeHtml(src)}" defer></script>\n`).join("");
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<title>${escapeHtml(`${title} · ${words.catalogue}`)}</title>
<style${nonce}>${pageStyle}</style>
${scripts}</head>
<body>
<header><div class="bar">
<a class="home" href="${escapeHtml(home)}">${escapeHtml(words.catalogue)}</a>
<a class="lang" href="${escapeHtml(switchHref)}" hreflang="${other}" lang="${other}">${otherName}</a>
<form action="${escapeHtml(search)}" method="get" role="search"><input type="hidden" name="lang" value="${lang}"><input type="search" name="q" value="${escapeHtml(query)}" placeholder="${escapeHtml(words.search)}" aria-label="${escapeHtml(words.search)}" maxlength="200"><button>${escapeHtml(words.searchButton)}</button></form>
</div></header>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

/** Where a page lives: /errors/CODE, /causes/NAME or /topics/NAME. */
export function pageHref(link: { kind: PageLink["kind"]; id: string }, base = "", suffix = ""): string {
  const folder = { code: "errors", cause: "causes", topic: "topics" }[link.kind];
  return `${base}/${folder}/${encodeURIComponent(link.id)}${suffix}`;
}

function queryPart(query: string): string {
  return query === "" ? "" : `&q=${encodeURIComponent(query)}`;
}
