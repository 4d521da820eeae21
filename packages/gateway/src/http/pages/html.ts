// HTML as a tagged template: what is interpolated is escaped, unless it is HTML already.
// Knows nothing about payments.

/** A piece of finished HTML. Only `html` and `trustedHtml` make one. */
export class SafeHtml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = SafeHtml | string | number | bigint | undefined | null | false | readonly HtmlValue[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for element content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function render(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return "";
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === "object") return value.map(render).join("");
  return escapeHtml(String(value));
}

/** `html\`<b>${text}</b>\``: strings are escaped, SafeHtml and arrays of it are put in as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  let text = strings[0] ?? "";
  for (const [index, value] of values.entries()) text += render(value) + (strings[index + 1] ?? "");
  return new SafeHtml(text);
}

/** For constants of this folder (style sheet, scripts, an SVG we drew). Never for anything that came from outside. */
export function trustedHtml(text: string): SafeHtml {
  return new SafeHtml(text);
}
