// The seller's way to Alipay's password page: GET shows what would be refunded, the posted form leaves. Not for buyers.
import type { FastifyInstance } from "fastify";
import { pageHeaders } from "./page-headers.ts";
import { refundPage } from "./pages/refund-page.ts";
import type { ServerParts } from "./server-parts.ts";

type ById = { Params: { id: string } };

export function refundPageRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get<ById>("/refund/:id", { schema: { hide: true } }, async (request, reply) => {
      const refund = await parts.gateway.viewRefund(request.params.id);
      const { nonce, headers } = pageHeaders(parts.randomness, { testEnvironment: false });
      return reply.headers(headers).send(refundPage({ nonce, refund }));
    });
    app.post<ById>("/refund/:id", { bodyLimit: 4096, schema: { hide: true } }, async (request, reply) => {
      const { url } = await parts.gateway.openRefundPage({ refundId: request.params.id, requestId: request.id });
      return reply.headers({ "referrer-policy": "strict-origin" }).redirect(url, 303);
    });
  };
}
