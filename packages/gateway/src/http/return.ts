// The buyer comes back from Alipay. What the address says is shown to nobody and settles nothing: the gateway's own state is shown.
import type { FastifyInstance } from "fastify";
import { pageHeaders } from "./page-headers.ts";
import { statePage } from "./pages/state-page.ts";
import { splitUrl } from "./request-path.ts";
import type { ServerParts } from "./server-parts.ts";

export function returnRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get<{ Params: { attempt: string } }>("/return/:attempt", { schema: { hide: true } }, async (request, reply) => {
      const { view } = await parts.gateway.viewReturn({
        attemptId: request.params.attempt,
        // GBK sites get GBK in the query: only the raw text still has those bytes.
        rawQuery: splitUrl(request.raw.url ?? "").query,
        requestId: request.id,
      });
      const { nonce, headers } = pageHeaders(parts.randomness, { testEnvironment: view.environment !== "production" });
      return reply.headers(headers).send(statePage({ nonce, view, moment: "returned" }));
    });
  };
}
