// The round marks above a page's heading, drawn inline.
import { html, type SafeHtml } from "./html.ts";

export type Tone = "good" | "wait" | "bad";

const drawings: Readonly<Record<Tone, SafeHtml>> = {
  good: html`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  wait: html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  bad: html`<path d="M12 6.5v7"/><path d="M12 17.5v.01"/>`,
};

export function mark(tone: Tone): SafeHtml {
  return html`<div class="mark" aria-hidden="true"><svg viewBox="0 0 24 24">${drawings[tone]}</svg></div>`;
}
