// What a site can do with a payment that exists: close it, ask Alipay now. (Its content is replaced in payments.ts.)
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { paidExample, paymentExample } from "./schemas/examples.ts";
import { paymentById } from "./schemas/path-fields.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const payment = reference("Payment");

export function paymentActionRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ["payments"];
    app.post(
      "/payments/:id/close",
      {
        schema: {
          operationId: "closePayment",
          tags,
          summary: both("关闭未支付的支付单", "Close an unpaid payment"),
          description: both(
            "先在支付宝关闭交易；不知道是否已关闭时什么都不改（Retry-After），买家已付款则返回 1010。重复关闭得到同样的回答。",
            "The trade is closed at Alipay first; where that is not known nothing changes (Retry-After); 1010 where the buyer was faster. Closing again answers the same.",
          ),
          params: paymentById,
          response: {
            200: answer({
              zh: "已关闭",
              en: "Closed",
              schema: payment,
              example: { ...paymentExample, state: "closed" },
            }),
            ...problems({ alipay: true }),
          },
        },
      },
      async (request) => {
        const { siteId } = siteOf(request);
        return parts.gateway.closePayment({ siteId, paymentId: request.params.id, requestId: request.id });
      },
    );
    app.post(
      "/payments/:id/sync",
      {
        schema: {
          operationId: "syncPayment",
          tags,
          summary: both("立即向支付宝查询", "Ask Alipay now how it stands"),
          description: both(
            "三秒内问过、或买家还没有去过支付宝，就不再询问。支付宝没有明确回答时返回 1003、1014、1015 或 1016，网关会继续查询。",
            "Nobody is asked where that was done within the last three seconds or where the buyer never left for Alipay. 1003, 1014, 1015 or 1016 where Alipay gives no clear answer; the gateway goes on asking.",
          ),
          params: paymentById,
          response: {
            200: answer({
              zh: "查询之后的支付单",
              en: "The payment afterwards",
              schema: payment,
              example: paidExample,
            }),
            ...problems({ alipay: true }),
          },
        },
      },
      async (request) => {
        const { siteId } = siteOf(request);
        const input = { siteId, paymentId: request.params.id, requestId: request.id };
        return (await parts.gateway.syncPayment(input)).payment;
      },
    );
  };
}
