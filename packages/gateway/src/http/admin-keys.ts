// Keys of sites: make, list, change, rotate, revoke. A secret is in one answer and never again.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import type { SiteKeySettings } from "../use-cases/sites/site-key-settings.ts";
import { keyDocument } from "./owner-documents.ts";
import { moment, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const keySettings = Type.Object(
  {
    label: Type.Optional(printableText(80, "For people", 0)),
    scopes: Type.Optional(Type.Array(Type.Enum(["pay", "refund", "read"]), { minItems: 1, maxItems: 3 })),
    addresses: Type.Optional(Type.Array(printableText(64, "IP address or CIDR block"), { maxItems: 50 })),
    origins: Type.Optional(Type.Array(webAddress("Origin of a page that calls"), { maxItems: 50 })),
  },
  { additionalProperties: false },
);
const rotation = Type.Object(
  { old_valid_until: moment("When the old key ends; at most 90 days ahead") },
  { additionalProperties: false },
);
const byId = Type.Object({ id: Type.String() });

export function adminKeyRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/keys", { schema: { hide: true } }, async () => ({
      data: (await parts.gateway.listSiteKeys()).map(keyDocument),
    }));
    app.get("/sites/:id/keys", { schema: { hide: true, params: byId } }, async (request) => ({
      data: (await parts.gateway.listSiteKeys(request.params.id)).map(keyDocument),
    }));
    app.post("/sites/:id/keys", { schema: { hide: true, params: byId, body: keySettings } }, async (request, reply) => {
      const { id: siteId } = request.params;
      const made = await parts.gateway.addSiteKey({ siteId, requestId: request.id, ...keySettingsOf(request.body) });
      reply.code(201);
      return { ...keyDocument(made), secret: made.secret };
    });
    app.patch("/keys/:id", { schema: { hide: true, params: byId, body: keySettings } }, async (request) => {
      const { id: keyId } = request.params;
      return keyDocument(
        await parts.gateway.changeSiteKey({ keyId, requestId: request.id, ...keySettingsOf(request.body) }),
      );
    });
    app.post("/keys/:id/rotate", { schema: { hide: true, params: byId, body: rotation } }, async (request, reply) => {
      const made = await parts.gateway.rotateSiteKey({
        keyId: request.params.id,
        requestId: request.id,
        oldValidUntilMs: Date.parse(request.body.old_valid_until),
      });
      reply.code(201);
      return { ...keyDocument(made), secret: made.secret };
    });
    app.post("/keys/:id/revoke", { schema: { hide: true, params: byId } }, async (request) =>
      keyDocument(await parts.gateway.revokeKey({ keyId: request.params.id, requestId: request.id })),
    );
  };
}

function keySettingsOf(body: Static<typeof keySettings>): Partial<SiteKeySettings> {
  const { label, scopes, addresses, origins } = body;
  return {
    ...(label !== undefined && { label }),
    ...(scopes !== undefined && { scopes }),
    ...(addresses !== undefined && { addresses }),
    ...(origins !== undefined && { origins }),
  };
}
