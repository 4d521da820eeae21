// What went wrong and waits for the owner.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { identifier, longText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const params = Type.Object({ id: Type.String() });

const listQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(["open", "resolved"])),
    cause: Type.Optional(identifier("Only of this cause")),
    payment: Type.Optional(identifier("Only those which touched this payment")),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

const resolution = Type.Object({ note: longText(1000, "What was found and done") }, { additionalProperties: false });

const errorNotices = Type.Object(
  { enabled: Type.Boolean({ description: "Alipay granted error_notify_url for this account" }) },
  { additionalProperties: false },
);

export function adminIncidentRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  const { gateway } = parts;
  return async (app) => {
    app.get("/incidents", { schema: { hide: true, querystring: listQuery } }, async (request) => {
      const { payment, ...rest } = request.query;
      return gateway.listIncidents({ ...rest, ...(payment !== undefined && { paymentId: payment }) });
    });
    app.get("/incident-causes", { schema: { hide: true } }, async () => ({ data: await gateway.listIncidentCauses() }));
    app.get("/incidents/:id", { schema: { hide: true, params } }, async (request) =>
      gateway.inspectIncident(request.params.id),
    );
    app.post("/accounts/:id/error-notices", { schema: { hide: true, params, body: errorNotices } }, async (request) =>
      gateway.setErrorNotices({
        accountId: request.params.id,
        enabled: request.body.enabled,
        requestId: request.id,
      }),
    );
    app.post("/incidents/:id/resolve", { schema: { hide: true, params, body: resolution } }, async (request) => {
      const incidentId = request.params.id;
      await gateway.resolveIncident({ incidentId, note: request.body.note, requestId: request.id });
      return gateway.inspectIncident(incidentId);
    });
  };
}
