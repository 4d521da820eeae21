// Payments of a site: create, get, replace. Lists stand in payment-lists.ts, other actions in payment-actions.ts.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { PaymentOrder } from "../use-cases/payment-order.ts";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import { identifier, longText, moment, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

/** What may change before the payment is paid. */
const contentFields = {
  amount_fen: Type.Integer({ minimum: 1, maximum: 10_000_000_000, description: "Fen: 1 is 0.01 yuan" }),
  currency: Type.Optional(Type.Literal("CNY")),
  subject: printableText(256, "What is sold; the buyer reads it at Alipay"),
  body: Type.Optional(longText(1000, "More about it")),
  goods: Type.Enum(["physical", "virtual"]),
  account: Type.Optional(identifier("Which Alipay account receives the money; the site's default when absent")),
  product: Type.Optional(
    Type.Enum(["auto", "direct", "escrow", "dual", "page", "wap", "qr"], {
      description: "auto: what the contracts allow",
    }),
  ),
  return_url: Type.Optional(webAddress("Where the buyer goes back to; its origin must be registered for the site")),
  expires_at: Type.Optional(moment("When the pay link ends")),
  metadata: Type.Optional(
    Type.Record(Type.String({ pattern: "^[A-Za-z0-9_.-]{1,40}$" }), Type.String({ maxLength: 500 }), {
      maxProperties: 20,
      description: "Yours; comes back unchanged",
    }),
  ),
} as const;

const newPayment = Type.Object(
  { order_no: printableText(64, "The site's own number of the order"), ...contentFields },
  { additionalProperties: false },
);
/** The same order with other content; its number stays. */
const newContent = Type.Object(contentFields, { additionalProperties: false });

export function paymentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      "/payments",
      {
        schema: {
          operationId: "createPayment",
          tags: ["payments"],
          summary: "Create a payment",
          body: newPayment,
          response: { 200: paymentDocument, 201: paymentDocument, ...failures },
        },
      },
      async (request, reply) => {
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
      },
    );

    app.get(
      "/payments/:id",
      {
        schema: {
          operationId: "getPayment",
          tags: ["payments"],
          summary: "Get a payment",
          params: Type.Object({ id: Type.String() }),
          response: { 200: paymentDocument, ...failures },
        },
      },
      async (request) => parts.gateway.getPayment({ siteId: siteOf(request).siteId, paymentId: request.params.id }),
    );
    app.post(
      "/payments/:id/replace",
      {
        schema: {
          operationId: "replacePayment",
          tags: ["payments"],
          summary: "Change an unpaid payment's content: the old trade is closed at Alipay first",
          params: Type.Object({ id: Type.String() }),
          body: newContent,
          response: { 200: paymentDocument, ...failures },
        },
      },
      async (request) => {
        refuseUnpairedSurrogates(request.body);
        const { siteId } = siteOf(request);
        const about = { siteId, paymentId: request.params.id, requestId: request.id };
        return parts.gateway.replacePayment({ ...about, ...contentOf(request.body) });
      },
    );
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
