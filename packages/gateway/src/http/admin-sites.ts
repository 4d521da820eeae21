// Sites: make one with its first key. The secrets are in this one answer and never again.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { identifier, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const newSite = Type.Object(
  {
    id: Type.Optional(identifier("Made by the gateway when absent")),
    name: printableText(80, "What buyers know the shop by"),
    webhook_url: Type.Optional(webAddress("Where deliveries are posted")),
    return_origins: Type.Optional(Type.Array(webAddress("Origin to which buyers may be sent back"), { maxItems: 20 })),
    default_account: Type.Optional(identifier("The account used when a payment names none")),
  },
  { additionalProperties: false },
);

const refundLimit = Type.Object(
  {
    refund_daily_fen: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }), Type.Null()], {
      description: "Per Beijing day; null: no limit",
    }),
  },
  { additionalProperties: false },
);

export function adminSiteRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/sites", { schema: { hide: true, body: newSite } }, async (request, reply) => {
      const { id, name, webhook_url, return_origins, default_account } = request.body;
      const site = await parts.gateway.registerSite({
        name,
        requestId: request.id,
        ...(id !== undefined && { id }),
        ...(webhook_url !== undefined && { webhookUrl: webhook_url }),
        ...(return_origins !== undefined && { returnOrigins: return_origins }),
        ...(default_account !== undefined && { defaultAccount: default_account }),
      });
      reply.code(201);
      return {
        id: site.siteId,
        name: site.name,
        key_id: site.keyId,
        key_secret: site.keySecret,
        webhook_secret: site.webhookSecret,
      };
    });
    app.post(
      "/sites/:id/refund-limit",
      { schema: { hide: true, params: Type.Object({ id: Type.String() }), body: refundLimit } },
      async (request) => {
        const { refund_daily_fen } = request.body;
        await parts.gateway.setRefundLimit({
          siteId: request.params.id,
          requestId: request.id,
          ...(refund_daily_fen !== null && { dailyFen: BigInt(refund_daily_fen) }),
        });
        return { refund_daily_fen };
      },
    );
  };
}
