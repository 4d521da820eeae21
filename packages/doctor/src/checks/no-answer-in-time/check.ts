// Alipay was reached but did not answer in time: the outcome is unknown.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /cURL error 28|Operation timed out|Read timed out|ETIMEDOUT|ESOCKETTIMEDOUT|SocketTimeoutException|HeadersTimeoutError|UND_ERR_(?:HEADERS|BODY)_TIMEOUT|Connection timed out/iu;

export const noAnswerInTime: Check = {
  cause: "no-answer-in-time",
  advice: [
    {
      zh: "结果未知，不要当作失败：用同一个订单号查询（single_trade_query 或 alipay.trade.query）后再决定",
      en: "The outcome is unknown, not failed: query with the same order number (single_trade_query, alipay.trade.query) before anything else",
    },
    {
      zh: "把超时放宽到 10 秒以上，并检查服务器出口网络",
      en: "Allow at least 10 seconds, and check the server's way out",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
