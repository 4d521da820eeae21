// Which service makes the trades of a product.
import type { Product } from "./product.ts";
import type { Account } from "./world.ts";

export const productServices: Readonly<Record<Account["protocol"], Partial<Record<Product, string>>>> = {
  mapi: {
    direct: "create_direct_pay_by_user",
    escrow: "create_partner_trade_by_buyer",
    dual: "trade_create_by_buyer",
    wap: "alipay.wap.create.direct.pay.by.user",
  },
  openapi: { page: "alipay.trade.page.pay", wap: "alipay.trade.wap.pay", qr: "alipay.trade.precreate" },
};
