// Lines of a report on a terminal of some width: hanging indents, Chinese over English, colour only where it is wanted.

import { displayWidth } from "../terminal/display-width.ts";
import { wrapText } from "../terminal/wrap-text.ts";

export type Bilingual = { readonly zh: string; readonly en: string };

/** Longer lines are hard to read. */
const widest = 120;
const narrowest = 40;
const indent = "    ";

const labelWidth = 14;

function padded(label: string): string {
  return label + " ".repeat(Math.max(1, labelWidth - displayWidth(label)));
}

export class Page {
  readonly #lines: string[] = [];
  readonly #width: number;
  readonly #color: boolean;

  constructor({ columns, color }: { columns: number | undefined; color: boolean }) {
    this.#width = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(narrowest, Math.min(columns, widest));
    this.#color = color;
  }

  blank(): void {
    this.#lines.push("");
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  both({ zh, en }: Bilingual): void {
    this.#hang("", `${this.#bold(zh)} · ${en}`);
  }

  heading({ zh, en }: Bilingual, count?: number): void {
    const figure = count === undefined ? "" : ` (${count})`;
    this.#lines.push(`${this.#bold(`■ ${zh}`)} · ${en}${figure}`);
  }

  item(mark: string, zh: string, note?: string): void {
    const noted = note === undefined ? "" : `  [${note}]`;
    this.#hang(mark.padEnd(indent.length), `${zh}${noted}`, (text) => this.#bold(text));
  }

  /** Both on one line where they fit. */
  entry({ zh, en }: Bilingual): void {
    const both = `${zh} · ${en}`;
    if (displayWidth(both) + indent.length <= Math.min(this.#width, widest)) this.#lines.push(`${indent}${both}`);
    else {
      this.#hang(indent, zh);
      this.under(en);
    }
  }

  /** English, or where to read more. */
  under(text: string): void {
    this.#hang(indent, text, (line) => this.#dim(line));
  }

  part(label: Bilingual, { zh, en }: Bilingual): void {
    const first = `${indent}${padded(`${label.zh} ${label.en}`)}`;
    this.#hang(first, zh);
    if (zh !== en) this.#hang(" ".repeat(displayWidth(first)), en, (line) => this.#dim(line));
  }

  setting(name: string, from: string, to: string): void {
    this.#hang(`${indent}${padded("设置 setting")}`, name);
    this.#hang(`${indent}${padded("  现在 now")}`, from);
    this.#hang(`${indent}${padded("  改成 to")}`, this.#bold(to));
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  #hang(first: string, text: string, paint: (line: string) => string = (line) => line): void {
    const rest = " ".repeat(displayWidth(first));
    const lines = wrapText(text, this.#width - displayWidth(first));
    for (const [index, line] of lines.entries()) this.#lines.push(`${index === 0 ? first : rest}${paint(line)}`);
  }

  #bold(text: string): string {
    return this.#color ? `\u001b[1m${text}\u001b[0m` : text;
  }

  #dim(text: string): string {
    return this.#color ? `\u001b[2m${text}\u001b[0m` : text;
  }
}
