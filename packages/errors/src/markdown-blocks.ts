// The little Markdown which the pages use: paragraphs, - and 1. lists, `code`. Everything else is text.
// A test holds the pages to this, so that terminal and HTML need no library.

export type MarkdownBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly string[] };

/** A run of text, or of `code` (without its backticks). */
export type MarkdownSpan = { readonly code: boolean; readonly text: string };

/** Blocks in order. A list may follow its paragraph without an empty line. */
export function markdownBlocks(markdown: string): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let lines: string[] = [];
  let list: { ordered: boolean; items: string[] } | undefined;
  const endParagraph = (): void => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", text: lines.join("\n") });
    lines = [];
  };
  const endList = (): void => {
    if (list !== undefined) blocks.push({ kind: "list", ...list });
    list = undefined;
  };
  for (const line of markdown.split("\n")) {
    const item = /^(?:(-)|\d+\.) (.*)$/.exec(line);
    if (item !== null) {
      const ordered = item[1] === undefined;
      endParagraph();
      if (list?.ordered !== ordered) endList();
      list ??= { ordered, items: [] };
      list.items.push(item[2] ?? "");
    } else {
      endList();
      if (line.trim() === "") endParagraph();
      else lines.push(line);
    }
  }
  endParagraph();
  endList();
  return blocks;
}

/** The spans of one line of text. */
export function markdownSpans(text: string): readonly MarkdownSpan[] {
  return text
    .split("`")
    .map((part, index) => ({ code: index % 2 === 1, text: part }))
    .filter((span) => span.text !== "");
}
