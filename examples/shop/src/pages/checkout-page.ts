// Choose the way of paying and order. The choice of a product is for the demo; a real shop lets the gateway choose.
import type { Goods } from "../goods.ts";
import { paymentWays } from "../payment-way.ts";
import { html } from "./html.ts";
import { both, page, yuan } from "./layout.ts";
import { picture } from "./picture.ts";

export function checkoutPage(goods: Goods): string {
  const ways = paymentWays.map(
    (one, index) =>
      html`<label class="way"><input type="radio" name="way" value="${one.way}"${index === 0 && html` checked`}><span>${both(one.zh, one.en)}</span></label>`,
  );
  return page(
    goods.title,
    html`<div class="card narrow">${picture(goods.kind)}<h1>${both(goods.title, goods.titleEn)}</h1><p>${both(goods.text, goods.textEn)}</p>
<p class="price">${yuan(goods.priceFen)}</p>
<form method="post" action="/orders"><input type="hidden" name="goods" value="${goods.id}">
<fieldset><legend>${both("支付宝付款方式", "Way of paying with Alipay")}</legend>${ways}</fieldset>
<button class="button" type="submit">${both("提交订单并付款", "Order and pay")}</button></form></div>`,
  );
}
