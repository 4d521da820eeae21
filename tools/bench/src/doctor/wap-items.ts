// Notifications of the old WAP product: signed in a fixed order, which most shops sort before they verify.

import { randomOf } from "../random.ts";
import type { Draft } from "./draft.ts";
import { amountOf, orderNumberOf } from "./messages.ts";
import { accountsOf, shopOf } from "./shop.ts";

export function wapDraft(seed: string): Draft {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const trade = `<trade_no>2024${random.digits(24)}</trade_no><out_trade_no>${orderNumberOf(random)}</out_trade_no><total_fee>${amountOf(random)}</total_fee><trade_status>TRADE_FINISHED</trade_status><seller_id>${shop.pid}</seller_id>`;
  const fields: [string, string][] = [
    ["service", "alipay.wap.trade.create.direct"],
    ["v", "1.0"],
    ["sec_id", "MD5"],
    ["notify_data", `<notify><payment_type>1</payment_type><subject>手机商品</subject>${trade}</notify>`],
  ];
  return {
    item: {
      id: seed,
      family: "signature",
      protocol: "mapi",
      maker: "php",
      withKeys: true,
      labels: [["wap-notification-sorted"]],
      recipe: "an old WAP notification, said not to verify",
      context: { accounts: accountsOf(shop) },
    },
    job: {
      id: seed,
      side: "received",
      charset: "utf-8",
      fields,
      sign_type: "MD5",
      key: shop.md5Key,
      fixed_order: ["service", "v", "sec_id", "notify_data"],
      mistakes: [],
      shape: random.pick(["body", "print_r"]),
    },
    evidence: (bytes) => ({
      kind: "several",
      base64: [bytes.toString("base64"), Buffer.from("验签失败").toString("base64")],
    }),
  };
}
