// Payments that a site's earlier Alipay software began: their notifications, forwarded by the site, and its open orders.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { SiteKey } from "../use-cases/sites/find-site-by-key.ts";
import { notificationLimitBytes } from "./notify.ts";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { paymentExample } from "./schemas/examples.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { replyHeaders } from "./schemas/reply-headers.ts";
import { choice, identifier, moment, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteDecorator, siteOf } from "./site-of.ts";

const orderNo = printableText(
  64,
  both("站点的订单号，也是支付宝的商户订单号", "The site's number, which is also the trade's at Alipay"),
);
const goods = choice(["physical", "virtual"], both("实物或虚拟商品", "Physical or virtual goods"));
const account = Type.Optional(
  identifier(
    both(
      "旧程序用的支付宝账户；不填用站点的默认账户",
      "The account that the earlier software used; the site's default when absent",
    ),
  ),
);
const fen = { minimum: 1, maximum: 10_000_000_000 } as const;

const orderFound = Type.Object(
  {
    order_no: orderNo,
    found: Type.Integer({
      minimum: 0,
      maximum: 1000,
      description: both("有几个订单用这个号", "How many orders bear this number"),
    }),
    goods,
    stored_fen: Type.Optional(
      Type.Integer({ ...fen, description: both("站点存的金额，单位分", "Its amount as the site stores it, fen") }),
    ),
    step_fen: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1000,
        description: both(
          "站点用浮点数存金额时，允许的误差",
          "How far the asked amount may lie from it, where amounts are stored as floats",
        ),
      }),
    ),
  },
  { additionalProperties: false, description: both("站点找到的订单", "What the site found under the number") },
);

const forwarded = Type.Object(
  {
    account,
    body_base64: Type.String({
      maxLength: Math.ceil(notificationLimitBytes / 3) * 4,
      pattern: "^[A-Za-z0-9+/]*={0,2}$",
      description: both("支付宝发来的原始字节，base64", "The bytes that Alipay posted, untouched"),
    }),
    order: Type.Optional(orderFound),
  },
  { additionalProperties: false, examples: [{ body_base64: "b3V0X3RyYWRlX25vPVMtMQ==" }] },
);

const open = Type.Object(
  {
    account,
    order_no: orderNo,
    amount_fen: Type.Integer({ ...fen, description: both("金额，单位分：1 即 0.01 元", "Fen: 1 is 0.01 yuan") }),
    goods,
    started_at: Type.Optional(moment(both("站点创建订单的时间", "When the site made the order"))),
  },
  {
    additionalProperties: false,
    examples: [{ order_no: "S-P1795372888RN609", amount_fen: 14_821, goods: "physical" }],
  },
);

const acceptSchema = {
  operationId: "acceptLegacyNotification",
  tags: ["changeover"],
  summary: both("转交旧通知地址收到的支付宝通知", "Forward a notification that came to the earlier software's address"),
  description: both(
    "回答纯文本 success 或 fail：原样交给支付宝。",
    "Answers `success` or `fail` as plain text: hand it to Alipay as it is.",
  ),
  body: forwarded,
  response: {
    200: {
      description: both("交给支付宝的回答", "The word for Alipay"),
      headers: replyHeaders(),
      content: {
        "text/plain": {
          schema: { type: "string", enum: ["success", "fail"] },
          examples: { example: { value: "success" } },
        },
      },
    },
    ...problems({ body: true, codes: [1009] }),
  },
};

const adoptSchema = {
  operationId: "adoptOrder",
  tags: ["changeover"],
  summary: both(
    "接管旧程序已开始的未付订单",
    "Take over an open order which the site's earlier software may have begun",
  ),
  description: both("之后 15 天内向支付宝查询它。", "Alipay is asked about it for 15 days."),
  body: open,
  response: {
    200: answer({ zh: "早已接管", en: "Taken over before", schema: reference("Payment"), example: paymentExample }),
    201: answer({ zh: "已接管", en: "Taken over", schema: reference("Payment"), example: paymentExample }),
    ...problems({ body: true, codes: [1006, 1009, 1010, 1011, 1013] }),
  },
};

/** A limit of their own: whoever floods the site's old address must not use up what its buyers need. */
const forwardsPerMinute = 300;

/** The limit by address comes before authentication, the one by key after it. */
function keyOrAddress(request: FastifyRequest): string {
  return request.getDecorator<SiteKey | null>(siteDecorator)?.keyId ?? request.ip;
}

export function legacyRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/legacy-notifications",
      {
        config: { rateLimit: { max: forwardsPerMinute, keyGenerator: keyOrAddress } },
        schema: acceptSchema,
      },
      async (request, reply) => {
        const { order } = request.body;
        const result = await parts.gateway.acceptLegacyNotification({
          siteId: siteOf(request).siteId,
          rawBody: Buffer.from(request.body.body_base64, "base64"),
          requestId: request.id,
          remoteAddress: request.ip,
          ...(request.body.account !== undefined && { account: request.body.account }),
          ...(order !== undefined && {
            order: {
              orderNo: order.order_no,
              found: order.found,
              goods: order.goods,
              ...(order.stored_fen !== undefined && { storedFen: BigInt(order.stored_fen) }),
              ...(order.step_fen !== undefined && { stepFen: BigInt(order.step_fen) }),
            },
          }),
        });
        return reply.type("text/plain").serializer(String).send(result.answer);
      },
    );
    app.post("/legacy-orders", { schema: adoptSchema }, async (request, reply) => {
      const { body } = request;
      const { payment, adopted } = await parts.gateway.adoptOrder({
        siteId: siteOf(request).siteId,
        orderNo: body.order_no,
        amountFen: BigInt(body.amount_fen),
        goods: body.goods,
        requestId: request.id,
        ...(body.account !== undefined && { account: body.account }),
        ...(body.started_at !== undefined && { startedAtMs: Date.parse(body.started_at) }),
      });
      reply.code(adopted ? 201 : 200);
      return payment;
    });
  };
}
