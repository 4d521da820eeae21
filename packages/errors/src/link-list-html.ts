// A list of links to pages, the same wherever pages are listed.
import { escapeHtml, inlineHtml } from "./html-text.ts";
import type { PageLink } from "./page.ts";
import { type PageHtmlOptions, pageHref } from "./page-frame.ts";

/** Title as the link, name below it, and what the owner does about it where a cause says so. */
export function linkListHtml(links: readonly PageLink[], options: PageHtmlOptions): string {
  const items = links.map((link) => {
    const href = escapeHtml(pageHref(link, options.base, options.suffix));
    const name = link.kind === "code" ? `<span class="name">${escapeHtml(link.id)}</span>` : "";
    const fix = link.fix === undefined ? "" : `<span class="note">${inlineHtml(link.fix)}</span>`;
    return `<li><a href="${href}">${escapeHtml(link.title)}</a>${name}${fix}</li>`;
  });
  return `<ul class="links">${items.join("")}</ul>`;
}
