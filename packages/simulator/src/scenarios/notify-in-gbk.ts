// The notification's text is GBK, whatever the request was. OpenAPI says so in a field; the old protocol says nothing: only
// who verifies the bytes as they came can verify at all, and whether the real Alipay does this to anybody is not known.
import type { Scenario } from "./scenario.ts";

export const notifyInGbk: Scenario = {
  name: "notify-in-gbk",
  title: { zh: "通知的中文是 GBK 编码", en: "A notification in GBK" },
  expect: { zh: "按原始字节验签，照常处理", en: "Verify the bytes as they came; carry on" },
  play: ({ pay, notify, trade }) => {
    pay("instant", { quietly: true });
    const isMapi = trade.order.account.protocol === "mapi";
    return notify(isMapi ? {} : { charset: "GBK" }, { charset: "gbk", ...(isMapi ? { deserves: "either" } : {}) });
  },
};
