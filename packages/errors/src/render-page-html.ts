// A page as a complete, static HTML document for /errors/CODE, /causes/NAME and /topics/NAME.
// No script, nothing loaded from elsewhere; every text is escaped. Must not know the server that sends it.
import { assertNever } from "./assert-never.ts";
import { blocksHtml, escapeHtml, inlineHtml } from "./html-text.ts";
import { linkListHtml } from "./link-list-html.ts";
import type { CataloguePage } from "./page.ts";
import { pageFacts, pageLinks } from "./page-facts.ts";
import { type PageHtmlOptions, pageDocument } from "./page-frame.ts";
import { pageLabels, whoFinds } from "./page-labels.ts";

/** The document of one page, or of the pages of one code in its several namespaces, in their own language. */
export function renderPageHtml(
  shown: CataloguePage | readonly [CataloguePage, ...CataloguePage[]],
  options: PageHtmlOptions = {},
): string {
  const pages: readonly [CataloguePage, ...CataloguePage[]] = "kind" in shown ? [shown] : shown;
  const [first] = pages;
  const body = pages.map((page) => pageArticle(page, options));
  return pageDocument({ lang: first.lang, title: `${first.id} ${first.title}`, body, options });
}

/** One page without the document around it. */
export function pageArticle(page: CataloguePage, options: PageHtmlOptions): string {
  const name = page.kind === "code" || page.kind === "unified" ? `<p class="id">${escapeHtml(page.id)}</p>` : "";
  const parts = [
    name,
    `<h1>${escapeHtml(page.title)}</h1>`,
    factList(page),
    text(page),
    ...pageLinks(page).map(([heading, links]) => `<h2>${escapeHtml(heading)}</h2>${linkListHtml(links, options)}`),
    ...buyer(page),
    ...notes(page),
  ];
  return `<article>\n${parts.filter((part) => part !== "").join("\n")}\n</article>`;
}

// The first fact says what happened to the money: its colour is what a worried reader looks for.
function factList(page: CataloguePage): string {
  const money = page.kind === "code" ? page.policy.money : page.kind === "unified" ? page.entry.money : "none";
  const rows = pageFacts(page).map(
    ([label, value], index) =>
      `<dt>${escapeHtml(label)}</dt><dd${index === 0 ? ` class="${money}"` : ""}>${escapeHtml(value)}</dd>`,
  );
  return rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`;
}

function text(page: CataloguePage): string {
  switch (page.kind) {
    case "cause":
      return page.sections
        .map((section) => `<h2>${escapeHtml(section.heading)}</h2>${blocksHtml(section.text)}`)
        .join("\n");
    case "unified": {
      const fix = page.lang === "zh" ? page.entry.fixZh : page.entry.fixEn;
      const steps = fix.map((step) => `<li>${inlineHtml(step)}</li>`).join("");
      return `${blocksHtml(page.body)}<h2>${escapeHtml(pageLabels[page.lang].words.fix)}</h2><ul>${steps}</ul>`;
    }
    case "code":
    case "topic":
      return blocksHtml(page.body);
    default:
      return assertNever(page);
  }
}

function buyer(page: CataloguePage): string[] {
  if (page.kind !== "code" && page.kind !== "unified") return [];
  const texts = page.kind === "code" ? page.policy : page.entry;
  const message = page.lang === "zh" ? texts.buyerZh : texts.buyerEn;
  return [
    `<h2>${escapeHtml(pageLabels[page.lang].words.buyer)}</h2><blockquote><p>${escapeHtml(message)}</p></blockquote>`,
  ];
}

function notes(page: CataloguePage): string[] {
  const { words } = pageLabels[page.lang];
  if (page.kind === "cause") {
    return [`<p class="note">${escapeHtml(whoFinds(page))}</p>`];
  }
  if (page.kind !== "code") return [];
  return [
    ...(page.policy.inferred ? [`<p class="note">${escapeHtml(words.inferred)}</p>`] : []),
    ...(page.sources.length === 0
      ? []
      : [`<p class="note">${escapeHtml(words.sources)}: ${page.sources.map(escapeHtml).join("; ")}</p>`]),
  ];
}
