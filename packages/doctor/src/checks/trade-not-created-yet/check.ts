// A payment that a browser or a QR code opens is asked about before the buyer has opened it.
import type { Check } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { requestValues } from "../../order/request-values.ts";

const codes = ["ACQ.TRADE_NOT_EXIST", "TRADE_NOT_EXIST"];
// Alipay makes these trades when the buyer comes.
const lazy = new Set([
  "alipay.trade.page.pay",
  "alipay.trade.wap.pay",
  "alipay.trade.app.pay",
  "alipay.trade.precreate",
]);

export const tradeNotCreatedYet: Check = {
  cause: "trade-not-created-yet",
  advice: [
    {
      zh: "买家还没扫码或登录收银台，属正常：稍后再查，不要当作失败",
      en: "The buyer has not scanned or logged in, which is normal: query later, it is no failure",
    },
  ],
  needs: [{ zh: "下单用的接口，以及查询用的订单号", en: "how the order was placed, and the number that was queried" }],
  examine(examination) {
    if (!examination.hasCode(...codes)) return undefined;
    const placed = placedLazily(examination);
    const asked = examination.requests
      .map((message) => requestValues(message))
      .find((values) => !lazy.has(values.get("method") ?? "") && placed.has(values.get("out_trade_no") ?? ""));
    const number = asked?.get("out_trade_no");
    if (number === undefined) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `订单 ${number} 用 ${placed.get(number)} 下单，订单号没有写错：买家还没有打开收银台或扫码，支付宝就还没有这笔交易`,
          en: `${number} was placed by ${placed.get(number)}, and the number is right: until the buyer opens the cashier or scans, Alipay has no such trade`,
        },
      },
    };
  },
};

/** Order numbers that were placed by such a method, in the evidence or as the context remembers. */
function placedLazily(examination: Examination): ReadonlyMap<string, string> {
  const ofEvidence = examination.requests.map((message) => requestValues(message));
  const ofContext = (examination.context.orders ?? []).flatMap(({ outTradeNo, submitted = [] }) =>
    submitted.map(({ fields }) => new Map(Object.entries({ ...fields, out_trade_no: outTradeNo }))),
  );
  return new Map(
    [...ofEvidence, ...ofContext].flatMap((values): [string, string][] => {
      const [number, method] = [values.get("out_trade_no"), values.get("method")];
      return number === undefined || method === undefined || !lazy.has(method) ? [] : [[number, method]];
    }),
  );
}
