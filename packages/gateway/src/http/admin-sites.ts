// Sites: make one with its first key, look at them, change them. Secrets are in one answer each and never again.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { siteDocument } from "./owner-documents.ts";
import { identifier, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const mode = Type.Enum(["live", "test"], { description: "A live site takes accounts of production only" });
const returnOrigins = Type.Array(webAddress("Origin to which buyers may be sent back"), { maxItems: 20 });
const autoShip = Type.Boolean({
  description: "Whether the gateway marks virtual goods in escrow as shipped at Alipay",
});
const refundDailyFen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: "Per Beijing day" });

const newSite = Type.Object(
  {
    id: Type.Optional(identifier("Made by the gateway when absent")),
    name: printableText(80, "What buyers know the shop by"),
    mode: Type.Optional(mode),
    webhook_url: Type.Optional(webAddress("Where deliveries are posted")),
    return_origins: Type.Optional(returnOrigins),
    default_account: Type.Optional(identifier("The account used when a payment names none")),
    refund_daily_fen: Type.Optional(refundDailyFen),
    auto_ship: Type.Optional(autoShip),
  },
  { additionalProperties: false },
);

const siteChanges = Type.Object(
  {
    name: Type.Optional(printableText(80, "What buyers know the shop by")),
    mode: Type.Optional(mode),
    webhook_url: Type.Optional(Type.Union([webAddress("Where deliveries are posted"), Type.Null()])),
    return_origins: Type.Optional(returnOrigins),
    default_account: Type.Optional(Type.Union([identifier("Account"), Type.Null()])),
    disabled: Type.Optional(Type.Boolean()),
    auto_ship: Type.Optional(autoShip),
  },
  { additionalProperties: false },
);

const refundLimit = Type.Object(
  { refund_daily_fen: Type.Union([refundDailyFen, Type.Null()], { description: "null: no limit" }) },
  { additionalProperties: false },
);

const byId = Type.Object({ id: Type.String() });

export function adminSiteRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/sites", { schema: { hide: true, body: newSite } }, async (request, reply) => {
      const { id, name, webhook_url, return_origins, default_account, refund_daily_fen, auto_ship } = request.body;
      const site = await parts.gateway.registerSite({
        name,
        requestId: request.id,
        ...(id !== undefined && { id }),
        ...(request.body.mode !== undefined && { mode: request.body.mode }),
        ...(webhook_url !== undefined && { webhookUrl: webhook_url }),
        ...(return_origins !== undefined && { returnOrigins: return_origins }),
        ...(default_account !== undefined && { defaultAccount: default_account }),
        ...(refund_daily_fen !== undefined && { refundDailyFen: BigInt(refund_daily_fen) }),
        ...(auto_ship !== undefined && { autoShip: auto_ship }),
      });
      reply.code(201);
      return {
        id: site.siteId,
        name: site.name,
        mode: site.mode,
        key_id: site.keyId,
        key_secret: site.keySecret,
        webhook_secret: site.webhookSecret,
      };
    });
    app.get("/sites", { schema: { hide: true } }, async () => ({
      data: (await parts.gateway.listSites()).map(siteDocument),
    }));
    app.get("/sites/:id", { schema: { hide: true, params: byId } }, async (request) =>
      siteDocument(await parts.gateway.getSite(request.params.id)),
    );
    app.patch("/sites/:id", { schema: { hide: true, params: byId, body: siteChanges } }, async (request) => {
      const { name, webhook_url, return_origins, default_account, disabled, auto_ship } = request.body;
      const site = await parts.gateway.changeSite({
        siteId: request.params.id,
        requestId: request.id,
        ...(name !== undefined && { name }),
        ...(request.body.mode !== undefined && { mode: request.body.mode }),
        ...(webhook_url !== undefined && { webhookUrl: webhook_url }),
        ...(return_origins !== undefined && { returnOrigins: return_origins }),
        ...(default_account !== undefined && { defaultAccount: default_account }),
        ...(disabled !== undefined && { disabled }),
        ...(auto_ship !== undefined && { autoShip: auto_ship }),
      });
      return siteDocument(site);
    });
    app.post(
      "/sites/:id/refund-limit",
      { schema: { hide: true, params: byId, body: refundLimit } },
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
