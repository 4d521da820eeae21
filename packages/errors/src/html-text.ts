// Text into HTML: escaping, and the little Markdown of the pages. The only way by which a page's text becomes markup.
import { type MarkdownBlock, markdownBlocks, markdownSpans } from "./markdown-blocks.ts";

/** Safe between tags and inside double or single quotes. */
export function escapeHtml(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Paragraphs and lists. */
export function blocksHtml(markdown: string): string {
  return markdownBlocks(markdown).map(blockHtml).join("\n");
}

/** One line with its `code`. */
export function inlineHtml(line: string): string {
  return markdownSpans(line)
    .map((span) => (span.code ? `<code>${escapeHtml(span.text)}</code>` : escapeHtml(span.text)))
    .join("");
}

function blockHtml(block: MarkdownBlock): string {
  if (block.kind === "paragraph") return `<p>${inlineHtml(block.text)}</p>`;
  const tag = block.ordered ? "ol" : "ul";
  return `<${tag}>${block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join("")}</${tag}>`;
}
