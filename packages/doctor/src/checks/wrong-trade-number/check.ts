// Alipay's number and the shop's stand in each other's places, or the number has a form that none has.
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

const refusals = ["TRADE_NOT_EXIST", "ACQ.TRADE_NOT_EXIST"];

export const wrongTradeNumber: Check = {
  cause: "wrong-trade-number",
  advice: [
    {
      zh: "trade_no 是支付宝交易号（日期开头的 16–64 位数字），out_trade_no 是网站自己的订单号；两个都传时以 trade_no 为准",
      en: "trade_no is Alipay's number (16 to 64 digits, beginning with the date), out_trade_no is the shop's own; with both trade_no wins",
    },
    {
      zh: "close_trade 的参数名是 out_order_no，不是 out_trade_no",
      en: "close_trade calls it out_order_no, not out_trade_no",
    },
  ],
  needs: [{ zh: "查询或退款请求里的两个编号", en: "both numbers of the query or refund" }],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const [ours, theirs] = [values.get("out_trade_no"), values.get("trade_no")];
      const looksTheirs = ours !== undefined && /^20\d{6}(?:2[12]001|\d{2}001)\d{12,}$/u.test(ours);
      const notTheirs = theirs !== undefined && theirs !== "" && !/^\d{16,64}$/u.test(theirs);
      const closing = values.get("service") === "close_trade" && ours !== undefined;
      if (!looksTheirs && !notTheirs && !closing) continue;
      const text = closing
        ? { zh: "close_trade 用了 out_trade_no", en: "close_trade was called with out_trade_no" }
        : notTheirs
          ? {
              zh: `trade_no=${theirs?.slice(0, 64)} 不是支付宝交易号`,
              en: `trade_no=${theirs?.slice(0, 64)} is no number of Alipay's`,
            }
          : {
              zh: `out_trade_no=${ours?.slice(0, 64)} 看起来是支付宝交易号`,
              en: `out_trade_no=${ours?.slice(0, 64)} looks like Alipay's number`,
            };
      return { confidence: examination.hasCode(...refusals) || closing ? "likely" : "possible", proof: { text } };
    }
    return undefined;
  },
};
