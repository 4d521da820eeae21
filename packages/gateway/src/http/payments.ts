// Payments of a site: create, get, replace. Lists stand in payment-lists.ts, other actions in payment-actions.ts.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { PaymentOrder } from "../use-cases/payments/payment-order.ts";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { orderExample, paymentExample } from "./schemas/examples.ts";
import { paymentById } from "./schemas/path-fields.ts";
import { products } from "./schemas/payment-document.ts";
import { problems } from "./schemas/problem-responses.ts";
import { reference } from "./schemas/reference.ts";
import { location, replayed } from "./schemas/reply-headers.ts";
import { choice, identifier, longText, moment, printableText, webAddress } from "./schemas/text.ts";
import { sendOnce } from "./send-once.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

/** What may change before the payment is paid. */
const contentFields = {
  amount_fen: Type.Integer({
    minimum: 1,
    maximum: 10_000_000_000,
    description: both("金额，单位分：1 即 0.01 元", "Fen: 1 is 0.01 yuan"),
  }),
  currency: Type.Optional(Type.Literal("CNY", { description: both("币种，只有人民币", "Only yuan") })),
  subject: printableText(256, both("商品名称，买家在支付宝看到", "What is sold; the buyer reads it at Alipay")),
  body: Type.Optional(longText(1000, both("商品描述", "More about it"))),
  goods: choice(["physical", "virtual"], both("实物 physical 或虚拟商品 virtual", "Physical or virtual goods")),
  account: Type.Optional(
    identifier(
      both(
        "收款的支付宝账户；不填用站点的默认账户",
        "Which Alipay account receives the money; the site's default when absent",
      ),
    ),
  ),
  product: Type.Optional(
    choice(
      ["auto", ...products],
      both("支付宝产品；auto 或不填由网关按签约选择", "Alipay product; auto or absent: what the contracts allow"),
    ),
  ),
  return_url: Type.Optional(
    webAddress(
      both(
        "付款后回到站点的地址，来源须已登记",
        "Where the buyer goes back to; its origin must be registered for the site",
      ),
    ),
  ),
  expires_at: Type.Optional(
    moment(
      both("付款截止时间，1 分钟之后、15 天之内", "When the pay link ends: between one minute and 15 days from now"),
    ),
  ),
  metadata: Type.Optional(
    Type.Record(Type.String({ pattern: "^[A-Za-z0-9_.-]{1,40}$" }), Type.String({ maxLength: 500 }), {
      maxProperties: 20,
      description: both("站点自己的数据，原样返回，最多 20 项", "Yours, at most 20 entries; comes back unchanged"),
    }),
  ),
} as const;

const orderNo = printableText(
  64,
  both("站点自己的订单号，可见 ASCII 字符", "The site's own number of the order, visible ASCII"),
);

const newPayment = Type.Object(
  { order_no: orderNo, ...contentFields },
  { additionalProperties: false, examples: [orderExample] },
);
const { order_no: _, ...contentExample } = orderExample;
/** The same order with other content; its number stays. */
const newContent = Type.Object(contentFields, {
  additionalProperties: false,
  examples: [{ ...contentExample, amount_fen: 2599 }],
});
const payment = reference("Payment");

const createPaymentSchema = {
  operationId: "createPayment",
  tags: ["payments"],
  summary: both("创建支付单", "Create a payment"),
  description: both(
    "同一订单号、同样的内容得到同一笔支付单（200），内容不同返回 1013。把买家送到 pay_url。",
    "The same order number with the same content gives the same payment (200), with other content 1013. Send the buyer to pay_url.",
  ),
  body: newPayment,
  response: {
    200: answer({
      zh: "已有同样内容的支付单",
      en: "It was there already",
      schema: payment,
      example: paymentExample,
      headers: { ...location, ...replayed },
    }),
    201: answer({ zh: "已创建", en: "Created", schema: payment, example: paymentExample, headers: location }),
    ...problems({ body: true, codes: [1006, 1009, 1010, 1011, 1013] }),
  },
};

const getPaymentSchema = {
  operationId: "getPayment",
  tags: ["payments"],
  summary: both("读取支付单", "Get a payment"),
  description: both(
    "只读账本，不询问支付宝；要立即询问用 sync。",
    "Reads the ledger and asks nobody; sync asks Alipay now.",
  ),
  params: paymentById,
  response: {
    200: answer({ zh: "支付单", en: "The payment", schema: payment, example: paymentExample }),
    ...problems({ codes: [1009] }),
  },
};

const replacePaymentSchema = {
  operationId: "replacePayment",
  tags: ["payments"],
  summary: both("更换未支付的内容", "Change an unpaid payment's content"),
  description: both(
    "先在支付宝关闭买家可能已经打开的旧交易，再换内容；pay_url 不变。不知道旧交易是否已关闭时什么都不改（Retry-After），买家已付款则返回 1010。",
    "The trade that the buyer may have opened is closed at Alipay first; pay_url stays. Where it is not known whether it is closed nothing changes (Retry-After); 1010 where the buyer was faster.",
  ),
  params: paymentById,
  body: newContent,
  response: {
    200: answer({
      zh: "已更换（或内容本来就相同）",
      en: "Replaced, or the content was the same",
      schema: payment,
      example: { ...paymentExample, amount_fen: 2599 },
      headers: replayed,
    }),
    ...problems({ body: true, alipay: true, codes: [1006] }),
  },
};

export function paymentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/payments", { schema: createPaymentSchema }, async (request, reply) => {
      const site = siteOf(request);
      refuseUnpairedSurrogates(request.body);
      const idempotencyKey = idempotencyKeyOf(headerOf(request, "Idempotency-Key"));
      const result = await parts.gateway.createPayment({
        siteId: site.siteId,
        requestId: request.id,
        orderNo: request.body.order_no,
        ...contentOf(request.body),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      if (result.replayed) reply.header("idempotent-replayed", "true");
      reply.code(result.created ? 201 : 200).header("location", `/v1/payments/${result.payment.id}`);
      return result.payment;
    });

    app.get("/payments/:id", { schema: getPaymentSchema }, async (request) =>
      parts.gateway.getPayment({ siteId: siteOf(request).siteId, paymentId: request.params.id }),
    );
    app.post("/payments/:id/replace", { schema: replacePaymentSchema }, async (request, reply) => {
      refuseUnpairedSurrogates(request.body);
      const { siteId } = siteOf(request);
      const about = { siteId, paymentId: request.params.id, requestId: request.id };
      const once = { request, reply, operation: "replace", paymentId: request.params.id } as const;
      return sendOnce(parts, once, async () => {
        const body = await parts.gateway.replacePayment({ ...about, ...contentOf(request.body) });
        return { status: 200, body, isFinal: true };
      });
    });
  };
}

type Content = Omit<PaymentOrder, "siteId" | "orderNo" | "idempotencyKey" | "requestId">;

function contentOf(body: Static<typeof newContent>): Content {
  return {
    amountFen: BigInt(body.amount_fen),
    subject: body.subject,
    goods: body.goods,
    ...(body.body !== undefined && { body: body.body }),
    ...(body.account !== undefined && { account: body.account }),
    ...(body.product !== undefined && { product: body.product }),
    ...(body.return_url !== undefined && { returnUrl: body.return_url }),
    ...(body.expires_at !== undefined && { expiresAtMs: Date.parse(body.expires_at) }),
    ...(body.metadata !== undefined && { metadata: body.metadata }),
  };
}
