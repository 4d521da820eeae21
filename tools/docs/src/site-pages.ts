// The catalogue as the files of a static site: Chinese at the top, English below en/. Every link is relative, so that the
// folder works from any address, a disk included. Writes nothing.
import {
  codePages,
  type ListedPage,
  listPages,
  loadPage,
  type PageHtmlOptions,
  type PageLanguage,
  pageHref,
  renderIndexHtml,
  renderPageHtml,
  searchIndex,
} from "@dedepay/errors";

export type SitePage = { readonly name: string; readonly text: string };

const languages: readonly PageLanguage[] = ["zh", "en"];

/** How many files sitePages gives. */
export function sitePageCount(): number {
  return languages.reduce((sum, lang) => sum + uniquePages(lang).length + 2, 0);
}

/** File by file, names relative to the site's folder. */
export function* sitePages(): Generator<SitePage> {
  for (const lang of languages) {
    const folder = lang === "zh" ? "" : "en/";
    yield { name: `${folder}index.html`, text: renderIndexHtml({ ...startOptions(lang), lang }) };
    const index = JSON.stringify(searchIndex(lang)).replaceAll("<", "\\u003c");
    yield { name: `${folder}search-index.js`, text: `globalThis.dedepayIndex = ${index};\n` };
    for (const page of uniquePages(lang)) {
      yield { name: `${folder}${fileName(page)}`, text: pageText(page, lang) };
    }
  }
}

// A code of several namespaces is one page.
function uniquePages(lang: PageLanguage): readonly ListedPage[] {
  return [...new Map(listPages(lang).map((page) => [fileName(page), page])).values()];
}

function fileName(page: ListedPage): string {
  return decodeURIComponent(pageHref(page, "", ".html")).slice(1);
}

function pageText(page: ListedPage, lang: PageLanguage): string {
  const loaded = page.kind === "code" ? codePages(page.id, lang) : [loadPage(page.kind, page.id, lang)];
  const [first, ...rest] = loaded.filter((one) => one !== undefined);
  if (first === undefined) throw new Error(`listed, but no page: ${page.kind} ${page.id}`);
  return renderPageHtml([first, ...rest], pageOptions(page, lang));
}

function pageOptions(page: ListedPage, lang: PageLanguage): PageHtmlOptions {
  const other = lang === "zh" ? "../en" : "../..";
  return {
    base: "..",
    suffix: ".html",
    searchHref: "../index.html",
    otherLanguageHref: pageHref(page, other, ".html"),
  };
}

function startOptions(lang: PageLanguage): PageHtmlOptions {
  return {
    base: ".",
    suffix: ".html",
    searchHref: "./index.html",
    otherLanguageHref: lang === "zh" ? "./en/index.html" : "../index.html",
    scripts: ["./search-index.js", lang === "zh" ? "./search.js" : "../search.js"],
  };
}
