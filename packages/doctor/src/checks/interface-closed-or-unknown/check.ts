// An address that the interface does not have: payments which a browser opens exist in version 2 only.
import type { Check } from "../../check.ts";

const pages = /\/v3\/alipay\/trade\/(page|wap|app)\/pay\b/u;

export const interfaceClosedOrUnknown: Check = {
  cause: "interface-closed-or-unknown",
  advice: [
    {
      zh: "查该接口的公告，换成现在的替代接口或版本",
      en: "Look up the interface's notice and move to its successor",
    },
  ],
  examine(examination) {
    const urls = examination.messages.map(({ url }) => url ?? "").join("\n");
    const path = examination.says(pages) ?? pages.exec(urls)?.[0];
    if (path === undefined) return undefined;
    const kind = pages.exec(path)?.[1] ?? "page";
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `${path}：v3 没有网页、手机网页和 APP 支付的路径`,
          en: `${path}: version 3 has no path for page, wap and app payments`,
        },
      },
      fix: [
        {
          zh: `改用 v2：https://openapi.alipay.com/gateway.do，method=alipay.trade.${kind}.pay`,
          en: `Use version 2: https://openapi.alipay.com/gateway.do with method=alipay.trade.${kind}.pay`,
        },
      ],
    };
  },
};
