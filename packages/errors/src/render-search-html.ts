// The documents around the pages: what a search found, what is said about an unknown code, and the start page.
import { escapeHtml } from "./html-text.ts";
import { linkListHtml } from "./link-list-html.ts";
import { listPages } from "./list-pages.ts";
import type { UnknownCode } from "./look-up.ts";
import type { PageLanguage, PageLink } from "./page.ts";
import { type PageHtmlOptions, pageDocument } from "./page-frame.ts";
import { pageLabels } from "./page-labels.ts";
import { pageArticle } from "./render-page-html.ts";

type Options = PageHtmlOptions & { lang: PageLanguage };

/** The document which answers the search box. */
export function renderSearchHtml(query: string, hits: readonly PageLink[], options: Options): string {
  const { words } = pageLabels[options.lang];
  const list = hits.length === 0 ? `<p>${escapeHtml(words.nothingFound)}</p>` : linkListHtml(hits, options);
  const body = [`<div class="card"><h1>${escapeHtml(words.results)}</h1>${list}</div>`];
  return pageDocument({ lang: options.lang, title: words.results, query, body, options });
}

/** The document for a code which the catalogue does not hold: the nearest ones, and what holds for any such code. */
export function renderUnknownCodeHtml(unknown: UnknownCode, options: Options): string {
  const { words } = pageLabels[options.lang];
  const nearest = unknown.nearest.map((policy): PageLink => {
    const title = options.lang === "zh" ? policy.meaningZh : policy.meaningEn;
    return { kind: "code", id: policy.code, title };
  });
  const list = nearest.length === 0 ? "" : `<h2>${escapeHtml(words.nearest)}</h2>${linkListHtml(nearest, options)}`;
  const body = [
    `<div class="card"><p class="id">${escapeHtml(unknown.code)}</p><h1>${escapeHtml(words.unknownCode)}</h1>${list}</div>`,
    ...unknown.defaults.map((page) => pageArticle(page, options)),
  ];
  const title = `${unknown.code} ${words.unknownCode}`;
  return pageDocument({ lang: options.lang, title, query: unknown.code, body, options });
}

/** The start page: questions, the sixteen numbers, causes, and every code by namespace. */
export function renderIndexHtml(options: Options): string {
  const { words, namespace } = pageLabels[options.lang];
  const pages = listPages(options.lang);
  const group = (name: string): readonly PageLink[] =>
    pages.filter((page) => page.group === name).map(({ kind, id, title }) => ({ kind, id, title }));
  const section = (heading: string, links: readonly PageLink[]): string =>
    `<section class="card"><h2>${escapeHtml(heading)}</h2>${linkListHtml(links, options)}</section>`;
  const folded = (heading: string, links: readonly PageLink[]): string =>
    `<details class="card"><summary>${escapeHtml(heading)} <span class="count">${links.length}</span></summary>${linkListHtml(links, options)}</details>`;
  const body = [
    `<h1>${escapeHtml(words.catalogue)}</h1>`,
    section(words.topics, group("topic")),
    section(words.sixteen, group("unified")),
    folded(words.allCauses, group("cause")),
    folded(namespace.mapi, group("mapi")),
    folded(namespace.openapi, group("openapi")),
    folded(namespace.client, group("client")),
  ];
  return pageDocument({ lang: options.lang, title: words.start, body, options });
}
