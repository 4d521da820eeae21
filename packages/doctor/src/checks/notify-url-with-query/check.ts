// notify_url carries a query of its own: its fields arrive among Alipay's and were not signed.
import type { Check } from "../../check.ts";
import { notifyAddresses } from "../../delivery/notify-addresses.ts";
import { fieldValue } from "../../evidence/field.ts";
import type { Examination } from "../../examination.ts";

export const notifyUrlWithQuery: Check = {
  cause: "notify-url-with-query",
  advice: [
    {
      zh: "换一个不带问号参数的通知地址（需要的信息放 out_trade_no 或 passback_params）；或在验签前去掉自己的参数",
      en: "Use a notify address without a query (put what you need into out_trade_no or passback_params), or drop your own fields before verifying",
    },
  ],
  examine(examination) {
    for (const { setting, url, where } of notifyAddresses(examination)) {
      const query = url.indexOf("?");
      if (setting === "cfg_basehost" || query === -1 || query === url.length - 1) continue;
      if (isOfStockPlugin(url, examination)) continue;
      return {
        confidence: "possible",
        proof: {
          text: {
            zh: `${where.zh} 带有 ${url.slice(query, query + 80)}`,
            en: `${where.en} carries ${url.slice(query, query + 80)}`,
          },
        },
      };
    }
    return undefined;
  },
};

// DedeCMS' own address carries a query, and its plugin copes with it. The plugin speaks the old protocol only, and gives one
// address as notify_url and return_url.
function isOfStockPlugin(url: string, examination: Examination): boolean {
  if (!/carbuyaction\.php\?dopost=return&code=alipay$/u.test(url)) return false;
  return examination.requests.every(
    ({ protocol, fields }) =>
      protocol === "mapi" && fieldValue(fields, "notify_url") === fieldValue(fields, "return_url"),
  );
}
