// The shop window.
import type { Goods } from "../goods.ts";
import { html } from "./html.ts";
import { both, page, yuan } from "./layout.ts";
import { picture } from "./picture.ts";

export function homePage(goods: readonly Goods[]): string {
  const cards = goods.map(
    (one) => html`<a class="card" href="/goods/${one.id}" data-goods="${one.id}">${picture(one.kind)}
<h2>${both(one.title, one.titleEn)}</h2><p>${both(one.text, one.textEn)}</p><p class="price">${yuan(one.priceFen)}</p>
<span class="button">${both("购买", "Buy")}</span></a>`,
  );
  return page(
    "首页",
    html`<h1>${both("好茶，慢慢喝", "Good tea takes its time")}</h1><div class="grid">${cards}</div>`,
  );
}
