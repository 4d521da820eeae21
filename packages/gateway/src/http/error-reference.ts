// The page behind a problem's `type` and `doc_url`: what one of the sixteen numbers means and what to do about it.
import { isUnifiedCode, unifiedErrors } from "@dedepay/errors";
import type { FastifyInstance } from "fastify";
import { notFoundFailure } from "./failure-of.ts";
import { pageHeaders } from "./page-headers.ts";
import { referencePage } from "./pages/reference-page.ts";
import type { ServerParts } from "./server-parts.ts";

export function errorReferenceRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get<{ Params: { code: string } }>("/errors/:code", { schema: { hide: true } }, async (request, reply) => {
      const code = Number(request.params.code);
      if (!isUnifiedCode(code)) throw notFoundFailure(request.method, request.url);
      const { nonce, headers } = pageHeaders(parts.randomness);
      return reply.headers(headers).send(referencePage(nonce, unifiedErrors[code]));
    });
  };
}
