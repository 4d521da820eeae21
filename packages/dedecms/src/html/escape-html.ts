// Text into HTML. Control characters are shown as U+FFFD: some of them are not allowed in a page at all.

export function escapeHtml(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, "\ufffd").replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
