// The audit log: who changed keys, contracts and money, newest first.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const auditQuery = Type.Object(
  {
    subject: Type.Optional(printableText(128, "Id of the thing that was changed")),
    actor: Type.Optional(printableText(128, "admin, cli:<user>, key:<id>")),
    action: Type.Optional(printableText(128, "Exact, or a beginning such as site.")),
    cursor: Type.Optional(printableText(128, "next_cursor of the page before")),
    limit: Type.Optional(
      Type.String({ pattern: "^([1-9]|[1-9]\\d|[1-4]\\d\\d|500)$", description: "1 to 500; 50 when absent" }),
    ),
  },
  { additionalProperties: false },
);

export function adminAuditRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/audit", { schema: { hide: true, querystring: auditQuery } }, async (request) => {
      const { limit, ...filter } = request.query;
      return parts.gateway.listAudit({ ...filter, limit: Number(limit ?? 50) });
    });
  };
}
