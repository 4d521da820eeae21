// The frame of the shop's pages.
import { type HtmlValue, html, type SafeHtml } from "./html.ts";

/** Chinese with the English below it. */
export function both(zh: string, en: string): SafeHtml {
  return html`${zh}<span lang="en">${en}</span>`;
}

export function yuan(fen: number): string {
  return `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}

/** A whole document. `refresh`: seconds after which a browser without script loads it again. */
export function page(title: string, content: HtmlValue, options: { refresh?: number; script?: string } = {}): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 山间茶铺</title><link rel="icon" href="data:,">
${options.refresh !== undefined && html`<noscript><meta http-equiv="refresh" content="${options.refresh}"></noscript>`}
<link rel="stylesheet" href="/shop.css"></head>
<body><header><div><a class="name" href="/">山间茶铺<span lang="en">Mountain Tea, a demo shop</span></a><a href="/owner">店主<span lang="en">Owner</span></a></div></header>
<main>${content}</main>${options.script !== undefined && html`<script src="${options.script}"></script>`}</body></html>
`.text;
}
