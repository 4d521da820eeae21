// The look-alike of Alipay's old gateway, per site: its keys, and what the owner allows. A key is in one answer and never again.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { LookAlikeSettings } from "../look-alike/settings.ts";
import { lookAlikeDocument } from "./owner-documents.ts";
import { webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const bySite = Type.Object({ id: Type.String() });
const byKey = Type.Object({ id: Type.String(), partner: Type.String() });

const newKey = Type.Object(
  {
    reuse: Type.Optional(
      Type.Object(
        { partner: Type.String({ maxLength: 64 }), key: Type.String({ maxLength: 256 }) },
        {
          additionalProperties: false,
          description: "Alipay's own PID and MD5 key, to leave the shop's settings alone",
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const settings = Type.Object(
  {
    services: Type.Optional(
      Type.Array(Type.Enum(["close_trade", "send_goods_confirm_by_platform", "refund"]), { uniqueItems: true }),
    ),
    addresses: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 50 })),
    daily_calls: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    returns: Type.Optional(Type.Enum(["result_page", "signed"])),
    shop_url: Type.Optional(Type.Union([webAddress("Where the buyer's way back leads"), Type.Null()])),
    notify_url: Type.Optional(Type.Union([webAddress("Used where an order names none"), Type.Null()])),
    goods: Type.Optional(Type.Enum(["by_order", "physical", "virtual"])),
  },
  { additionalProperties: false },
);

export function adminLookAlikeRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  const { gateway } = parts;
  return async (app) => {
    app.get("/sites/:id/look-alike", { schema: { hide: true, params: bySite } }, async (request) =>
      lookAlikeDocument(await gateway.viewLookAlike(request.params.id)),
    );
    app.post("/sites/:id/look-alike", { schema: { hide: true, params: bySite, body: settings } }, async (request) => {
      const changes = changesOf(request.body);
      return lookAlikeDocument(
        await gateway.changeLookAlike({ siteId: request.params.id, changes, requestId: request.id }),
      );
    });
    app.post(
      "/sites/:id/look-alike/keys",
      { schema: { hide: true, params: bySite, body: newKey } },
      async (request, reply) => {
        const { reuse } = request.body;
        const issued = await gateway.issueLookAlikeKey({
          siteId: request.params.id,
          requestId: request.id,
          ...(reuse !== undefined && { reuse }),
        });
        reply.code(201);
        const { siteId, partner, key, gatewayUrl, origin, warnings } = issued;
        return { site: siteId, gateway_url: gatewayUrl, partner, key, origin, warnings };
      },
    );
    app.post(
      "/sites/:id/look-alike/keys/:partner/revoke",
      { schema: { hide: true, params: byKey } },
      async (request, reply) => {
        const { id, partner } = request.params;
        await gateway.revokeLookAlikeKey({ siteId: id, partner, requestId: request.id });
        return reply.code(204).send();
      },
    );
  };
}

function changesOf(body: Static<typeof settings>): Partial<LookAlikeSettings> {
  const { services, addresses, daily_calls, returns, shop_url, notify_url, goods } = body;
  return {
    ...(services !== undefined && { services }),
    ...(addresses !== undefined && { addresses }),
    ...(daily_calls !== undefined && { dailyCalls: daily_calls }),
    ...(returns !== undefined && { returns }),
    ...(shop_url !== undefined && { shopUrl: shop_url }),
    ...(notify_url !== undefined && { notifyUrl: notify_url }),
    ...(goods !== undefined && { goods }),
  };
}
