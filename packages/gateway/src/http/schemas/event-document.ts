// One line of a payment's history.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { choice, moment, text } from "./text.ts";

export const eventDocument: TSchema = Type.Object(
  {
    id: text("事件编号", "Id of the event"),
    type: text("发生的事，例如 payment.paid", "What happened, for example payment.paid"),
    source: choice(
      ["notification", "query", "site", "timer", "outbox"],
      both("由什么带来：通知、查询、站点、定时器、发件箱", "What brought it"),
    ),
    detail: Type.Record(Type.String(), Type.Unknown(), {
      description: both("细节；不含密钥和买家信息", "Details; no keys, nothing about the buyer"),
    }),
    request_id: text("请求号，也在网关日志里", "Request id, also in the gateway's log"),
    at: moment(both("写入账本的时间", "When it was written")),
  },
  { description: both("支付单历史中的一条", "One line of a payment's history") },
);
