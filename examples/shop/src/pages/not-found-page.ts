// For addresses, goods and orders that are not there.
import { html } from "./html.ts";
import { both, page } from "./layout.ts";

export function notFoundPage(): string {
  return page(
    "没有找到",
    html`<div class="card narrow"><h1>${both("没有找到这一页", "This page does not exist")}</h1><a class="button plain" href="/">${both("回首页", "Back to the shop")}</a></div>`,
  );
}
