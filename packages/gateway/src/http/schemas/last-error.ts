// The last trouble of a payment or refund, kept with it.
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { alipayCodes, bilingual, moment, text } from "./text.ts";

export const lastError: TSchema = Type.Object(
  {
    code: Type.Integer({
      minimum: 1001,
      maximum: 1016,
      description: both(
        "统一错误码；1003、1014、1015、1016 表示结果未知、正在查询",
        "Unified number; 1003, 1014, 1015 and 1016 mean: outcome unknown, being queried",
      ),
    }),
    name: text("错误码的名字", "Its name"),
    detail: bilingual("发生了什么，给开发者看", "What happened, for the developer"),
    buyer_message: bilingual("可以给买家看的话", "What may be shown to the buyer"),
    alipay: Type.Optional(alipayCodes),
    at: moment(both("发生的时间", "When it happened")),
  },
  { description: both("最近一次异常；没有异常时为 null", "The last trouble; null where there is none") },
);
