// What a site can do with a payment that exists: close it, ask Alipay now. (Its content is replaced in payments.ts.)
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { paymentDocument } from "./schemas/payment-document.ts";
import { failures } from "./schemas/problem-document.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

const byId = Type.Object({ id: Type.String() });
const response = { 200: paymentDocument, ...failures };

export function paymentActionRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const tags = ["payments"];
    app.post(
      "/payments/:id/close",
      {
        schema: { operationId: "closePayment", tags, summary: "Close an unpaid payment", params: byId, response },
      },
      async (request) => {
        const { siteId } = siteOf(request);
        return parts.gateway.closePayment({ siteId, paymentId: request.params.id, requestId: request.id });
      },
    );
    app.post(
      "/payments/:id/sync",
      {
        schema: { operationId: "syncPayment", tags, summary: "Ask Alipay now how it stands", params: byId, response },
      },
      async (request) => {
        const { siteId } = siteOf(request);
        const input = { siteId, paymentId: request.params.id, requestId: request.id };
        return (await parts.gateway.syncPayment(input)).payment;
      },
    );
  };
}
