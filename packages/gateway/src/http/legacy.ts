// Payments that a site's earlier Alipay software began: their notifications, forwarded by the site, and its open orders.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { SiteKey } from "../use-cases/find-site-by-key.ts";
import { notificationLimitBytes } from "./notify.ts";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import { identifier, moment, printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteDecorator, siteOf } from "./site-of.ts";

const fen = (description: string) => Type.Integer({ minimum: 1, maximum: 10_000_000_000, description });
const orderNo = printableText(64, "The site's number, which is also the trade's at Alipay");
const goods = Type.Enum(["physical", "virtual"]);
const account = Type.Optional(identifier("The account that the earlier software used; the site's default when absent"));

const forwarded = Type.Object(
  {
    account,
    body_base64: Type.String({
      maxLength: Math.ceil(notificationLimitBytes / 3) * 4,
      pattern: "^[A-Za-z0-9+/]*={0,2}$",
      description: "The bytes that Alipay posted, untouched",
    }),
    order: Type.Optional(
      Type.Object(
        {
          order_no: orderNo,
          found: Type.Integer({ minimum: 0, maximum: 1000, description: "How many orders bear this number" }),
          goods,
          stored_fen: Type.Optional(fen("Its amount as the site stores it")),
          step_fen: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 1000,
              description: "How far the asked amount may lie from it, where amounts are stored as floats",
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const open = Type.Object(
  {
    account,
    order_no: orderNo,
    amount_fen: fen("Fen: 1 is 0.01 yuan"),
    goods,
    started_at: Type.Optional(moment("When the site made the order")),
  },
  { additionalProperties: false },
);

/** A limit of their own: whoever floods the site's old address must not use up what its buyers need. */
const forwardsPerMinute = 300;

/** The limit by address comes before authentication, the one by key after it. */
function keyOrAddress(request: FastifyRequest): string {
  return request.getDecorator<SiteKey | null>(siteDecorator)?.keyId ?? request.ip;
}

export function legacyRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ["changeover"];
    app.post(
      "/legacy-notifications",
      {
        config: { rateLimit: { max: forwardsPerMinute, keyGenerator: keyOrAddress } },
        schema: {
          operationId: "acceptLegacyNotification",
          tags,
          summary: "Forward a notification of Alipay's to the address of the site's earlier software",
          description: "Answers `success` or `fail` as plain text: hand it to Alipay as it is",
          body: forwarded,
          response: { 200: Type.String(), ...failures },
        },
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
    app.post(
      "/legacy-orders",
      {
        schema: {
          operationId: "adoptOrder",
          tags,
          summary:
            "Take over an open order which the site's earlier software may have begun to pay: Alipay is asked for 15 days",
          body: open,
          response: { 200: paymentDocument, 201: paymentDocument, ...failures },
        },
      },
      async (request, reply) => {
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
      },
    );
  };
}
