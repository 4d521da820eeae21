// What was scanned is no payment code of a buyer, or it was used twice.
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { requestValues } from "../../order/request-values.ts";

// A bar code of 16 to 24 digits beginning with 25 to 30, or a face payment's text.
const shapes = /^(?:(?:2[5-9]|30)\d{14,22}|fp\w{33})$/u;

export const paymentCodeStale: Check = {
  cause: "payment-code-stale",
  advice: [
    {
      zh: "让买家刷新付款码再扫，不要重复使用同一个",
      en: "Let the buyer refresh the code and scan again; never use one twice",
    },
  ],
  needs: [{ zh: "alipay.trade.pay 的请求", en: "the request of alipay.trade.pay" }],
  examine(examination) {
    const codes = scanned(examination);
    const foreign = codes.find(({ code }) => !shapes.test(code));
    if (foreign !== undefined) {
      return observed(
        `扫到的内容（${foreign.code.length} 个字符）不是支付宝付款码：付款码是 25–30 开头的 16–24 位数字`,
        `What was scanned (${foreign.code.length} characters) is no payment code of Alipay's, which is 16 to 24 digits beginning with 25 to 30`,
      );
    }
    const twice = codes.find((one) => codes.some((two) => two.code === one.code && two.order !== one.order));
    if (twice === undefined) return undefined;
    return observed("两个订单用了同一个付款码", "Two orders used one and the same payment code");
  },
};

function scanned(examination: Examination): readonly { code: string; order: string }[] {
  return examination.requests.flatMap((message) => {
    const values = requestValues(message);
    const code = values.get("auth_code");
    if (values.get("method") !== "alipay.trade.pay" || code === undefined || code === "") return [];
    return [{ code, order: values.get("out_trade_no") ?? "" }];
  });
}

function observed(zh: string, en: string): Observation {
  return { confidence: "likely", proof: { text: { zh, en } } };
}
