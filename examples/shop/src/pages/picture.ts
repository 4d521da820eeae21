// Line drawings of the goods.
import type { GoodsKind } from "../goods.ts";
import { html, type SafeHtml } from "./html.ts";

export function picture(kind: GoodsKind): SafeHtml {
  const drawing =
    kind === "physical"
      ? html`<path d="M10 20h24v10a10 10 0 0 1-10 10h-4a10 10 0 0 1-10-10z"/><path d="M34 23h3a5 5 0 0 1 0 10h-3.5"/><path d="M6 43h32"/><path d="M17 14c-2-3 2-4 0-7M24 14c-2-3 2-4 0-7"/>`
      : html`<path d="M24 12c-4-3-9-4-16-4v28c7 0 12 1 16 4 4-3 9-4 16-4V8c-7 0-12 1-16 4z"/><path d="M24 12v28"/><path d="M13 16c3 0 5 .5 7 1.5M13 23c3 0 5 .5 7 1.5M35 16c-3 0-5 .5-7 1.5M35 23c-3 0-5 .5-7 1.5"/>`;
  return html`<div class="picture" aria-hidden="true"><svg viewBox="0 0 48 48">${drawing}</svg></div>`;
}
