// Payments of a site: create, get, find by the site's own order number.

import { DedepayError } from "@dedepay/errors";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { CreatePaymentInput } from "../use-cases/create-payment.ts";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import { identifier, longText, moment, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";
import { refuseUnpairedSurrogates } from "./text-check.ts";

const newPayment = Type.Object(
  {
    order_no: printableText(64, "The site's own number of the order"),
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
  },
  { additionalProperties: false },
);

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
        const result = await parts.gateway.createPayment(
          inputOf(request.body, {
            siteId: site.siteId,
            requestId: request.id,
            idempotencyKey: idempotencyKeyOf(headerOf(request, "Idempotency-Key")),
          }),
        );
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

    app.get(
      "/payments",
      {
        schema: {
          operationId: "findPayments",
          tags: ["payments"],
          summary: "Find the payment of an order",
          querystring: Type.Object(
            { order_no: printableText(64, "The site's own number") },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ data: Type.Array(paymentDocument) }), ...failures },
        },
      },
      async (request) => {
        try {
          const { siteId } = siteOf(request);
          return { data: [await parts.gateway.getPayment({ siteId, orderNo: request.query.order_no })] };
        } catch (error) {
          // A search which finds nothing is an empty list, not a failure.
          if (error instanceof DedepayError && error.unified === 1009) return { data: [] };
          throw error;
        }
      },
    );
  };
}

type Caller = { siteId: string; requestId: string; idempotencyKey: string | undefined };

function inputOf(body: Static<typeof newPayment>, caller: Caller): CreatePaymentInput {
  return {
    siteId: caller.siteId,
    requestId: caller.requestId,
    ...(caller.idempotencyKey !== undefined && { idempotencyKey: caller.idempotencyKey }),
    orderNo: body.order_no,
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
