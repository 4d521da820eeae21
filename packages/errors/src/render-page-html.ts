// A page as a complete, static HTML document for /errors/CODE, /causes/NAME and /topics/NAME, and the list of search hits.
// No script, nothing loaded from elsewhere; every text is escaped here. Must not know the server that sends it.
import { assertNever } from "./assert-never.ts";
import { type MarkdownBlock, markdownBlocks, markdownSpans } from "./markdown-blocks.ts";
import type { CataloguePage, PageLanguage, PageLink } from "./page.ts";
import { pageFacts, pageLinks } from "./page-facts.ts";
import { pageLabels } from "./page-labels.ts";
import type { SearchHit } from "./search-pages.ts";

export type PageHtmlOptions = {
  /** What stands before /errors, /causes and /topics in links; empty by default. */
  readonly base?: string;
  /** Nonce for the one style element, where the Content-Security-Policy asks for one. */
  readonly styleNonce?: string;
};

const style = `body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
h1{font-size:1.5rem;line-height:1.3;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}.id{font-family:ui-monospace,monospace;color:#57606a}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}code{background:#f6f8fa;padding:.1em .3em;border-radius:4px}
form{margin-bottom:2rem}input{font:inherit;padding:.4rem .6rem;width:100%;box-sizing:border-box;border:1px solid #d0d7de;border-radius:6px}.note{color:#57606a;font-size:.9rem}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}a{color:#58a6ff}code{background:#161b22}input{background:#161b22;color:inherit;border-color:#30363d}.id,dt,.note{color:#9198a1}}`;

/** The document of one page in its own language. */
export function renderPageHtml(page: CataloguePage, options: PageHtmlOptions = {}): string {
  const { words } = pageLabels[page.lang];
  const body = [
    `<p class="id">${escapeHtml(page.id)}</p>`,
    `<h1>${escapeHtml(page.title)}</h1>`,
    factList(page),
    text(page),
    ...pageLinks(page).map(([heading, links]) => `<h2>${escapeHtml(heading)}</h2>${linkList(links, options)}`),
    ...buyer(page),
    ...notes(page),
  ];
  return document({ lang: page.lang, title: `${page.id} ${page.title}`, search: words.search, body, options });
}

/** The document which answers the search box. */
export function renderSearchHtml(
  query: string,
  hits: readonly SearchHit[],
  options: PageHtmlOptions & { lang: PageLanguage },
): string {
  const { words } = pageLabels[options.lang];
  const list = hits.length === 0 ? `<p>${escapeHtml(words.nothingFound)}</p>` : linkList(hits, options);
  const body = [`<h1>${escapeHtml(words.results)}</h1>`, list];
  return document({ lang: options.lang, title: words.results, search: words.search, query, body, options });
}

const otherLanguage = { zh: ["en", "English"], en: ["zh", "中文"] } as const;

type DocumentParts = {
  lang: PageLanguage;
  title: string;
  search: string;
  query?: string;
  body: readonly string[];
  options: PageHtmlOptions;
};

function document({ lang, title, search, query = "", body, options }: DocumentParts): string {
  const nonce = options.styleNonce === undefined ? "" : ` nonce="${escapeHtml(options.styleNonce)}"`;
  const [other, otherName] = otherLanguage[lang];
  const switchHref = escapeHtml(`?lang=${other}${query === "" ? "" : `&q=${encodeURIComponent(query)}`}`);
  const action = escapeHtml(`${options.base ?? ""}/errors`);
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style${nonce}>${style}</style>
</head>
<body>
<form action="${action}" method="get" role="search"><input type="hidden" name="lang" value="${lang}"><input type="search" name="q" value="${escapeHtml(query)}" placeholder="${escapeHtml(search)}" aria-label="${escapeHtml(search)}"></form>
<p class="note"><a href="${switchHref}" hreflang="${other}" lang="${other}">${otherName}</a></p>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function factList(page: CataloguePage): string {
  const rows = pageFacts(page).map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  return rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`;
}

function text(page: CataloguePage): string {
  switch (page.kind) {
    case "cause":
      return page.sections
        .map((section) => `<h2>${escapeHtml(section.heading)}</h2>${blocks(section.text)}`)
        .join("\n");
    case "unified": {
      const fix = page.lang === "zh" ? page.entry.fixZh : page.entry.fixEn;
      const steps = fix.map((step) => `<li>${inline(step)}</li>`).join("");
      return `${blocks(page.body)}<h2>${escapeHtml(pageLabels[page.lang].words.fix)}</h2><ul>${steps}</ul>`;
    }
    case "code":
    case "topic":
      return blocks(page.body);
    default:
      return assertNever(page);
  }
}

function buyer(page: CataloguePage): string[] {
  if (page.kind !== "code" && page.kind !== "unified") return [];
  const texts = page.kind === "code" ? page.policy : page.entry;
  const message = page.lang === "zh" ? texts.buyerZh : texts.buyerEn;
  return [`<h2>${escapeHtml(pageLabels[page.lang].words.buyer)}</h2><p>${escapeHtml(message)}</p>`];
}

function notes(page: CataloguePage): string[] {
  const { words } = pageLabels[page.lang];
  if (page.kind === "cause") {
    const note = page.check === undefined ? `${words.unchecked}${page.noCheck ?? ""}` : words.checked;
    return [`<p class="note">${escapeHtml(note)}</p>`];
  }
  if (page.kind !== "code") return [];
  return [
    ...(page.policy.inferred ? [`<p class="note">${escapeHtml(words.inferred)}</p>`] : []),
    ...(page.sources.length === 0
      ? []
      : [`<p class="note">${escapeHtml(words.sources)}: ${page.sources.map(escapeHtml).join("; ")}</p>`]),
  ];
}

function blocks(markdown: string): string {
  return markdownBlocks(markdown).map(blockHtml).join("\n");
}

function blockHtml(block: MarkdownBlock): string {
  if (block.kind === "paragraph") return `<p>${inline(block.text)}</p>`;
  const tag = block.ordered ? "ol" : "ul";
  return `<${tag}>${block.items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
}

function inline(line: string): string {
  return markdownSpans(line)
    .map((span) => (span.code ? `<code>${escapeHtml(span.text)}</code>` : escapeHtml(span.text)))
    .join("");
}

function linkList(links: readonly PageLink[], options: PageHtmlOptions): string {
  const items = links.map(
    (link) =>
      `<li><a href="${escapeHtml(pageHref(link, options.base))}">${escapeHtml(link.title)}</a> <span class="id">${escapeHtml(link.id)}</span>${fixOf(link)}</li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

function fixOf(link: PageLink): string {
  return link.fix === undefined ? "" : `<br><span class="note">${inline(link.fix)}</span>`;
}

/** Where a page lives: /errors/CODE, /causes/NAME or /topics/NAME. */
export function pageHref(link: { kind: PageLink["kind"]; id: string }, base = ""): string {
  const folder = { code: "errors", cause: "causes", topic: "topics" }[link.kind];
  return `${base}/${folder}/${encodeURIComponent(link.id)}`;
}

function escapeHtml(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
