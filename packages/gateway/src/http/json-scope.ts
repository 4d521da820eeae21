// A scope of routes whose bodies are JSON: who calls is settled first, on the raw bytes; only then are they decoded.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { readJsonBody } from "./json-body.ts";

/** Settles who is calling, or throws. */
export type Authenticate = (request: FastifyRequest, body: Uint8Array) => Promise<void>;

/** Adds the two steps to every route which is registered in `app` afterwards. */
export function acceptJson(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook("preValidation", async (request) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);
    await authenticate(request, bytes);
    if (request.routeOptions.schema?.body === undefined) return;
    request.body = readJsonBody(bytes, {
      contentType: request.headers["content-type"],
      contentEncoding: request.headers["content-encoding"],
    });
  });
}
