// The fenced blocks of a Markdown document. Knows nothing of what is done with them.

export interface CodeBlock {
  readonly path: string;
  /** The document's line on which the block's first line of code stands. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

export function codeBlocks(path: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; language: string; line: number; lines: string[] } | undefined;
  for (const [index, content] of markdown.split("\n").entries()) {
    const fence = /^\s*(`{3,}|~{3,})\s*([^\s`]*)/.exec(content);
    if (open === undefined) {
      if (fence) open = { fence: fence[1] ?? "", language: fence[2] ?? "", line: index + 2, lines: [] };
    } else if (fence && (fence[1] ?? "").startsWith(open.fence) && fence[2] === "") {
      blocks.push({ path, line: open.line, language: open.language, text: open.lines.join("\n") });
      open = undefined;
    } else {
      open.lines.push(content);
    }
  }
  return blocks;
}
