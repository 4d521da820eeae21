// The Fastify instance under every route: request ids, raw bodies, one shape of failure, log lines, safe headers.
// It must not know any resource.
import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { Settings } from "typebox/system";
import type { Log } from "../platform/log.ts";
import { answerBrokenConnection } from "./broken-connection.ts";
import { methodFailure, notFoundFailure } from "./failure-of.ts";
import { sendFailure } from "./send-failure.ts";
import type { ServerParts } from "./server-parts.ts";

/** Larger than any order a shop describes; smaller than what could hurt. */
export const bodyLimitBytes: number = 256 * 1024;
/** TypeBox stops at 8 findings by itself; a caller should see all mistakes at once. The limit keeps hostile bodies cheap. */
const findingsLimit = 200;
const requestTimeoutMs = 30_000;

/** A server with no routes yet. */
export function createBaseServer(parts: ServerParts): FastifyInstance {
  Settings.Set({ maxErrors: findingsLimit });
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: () => parts.gateway.newRequestId(),
    requestIdHeader: false,
    trustProxy: parts.trustProxy ?? false,
    // Fastify switches Node's own limit off; a client which never finishes its request must not keep a connection.
    requestTimeout: requestTimeoutMs,
    // While closing, requests under way on open connections still get their real answer.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerBrokenConnection(error, socket, parts),
    frameworkErrors: (error, request, reply) => sendFailure(parts, error, { request, reply }),
  });
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  // Replies are built by us from typed values: schemas describe them, and must not silently drop a member.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  keepBodiesRaw(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "dedepay-request-id": request.id,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  });
  app.addHook("onResponse", async (request, reply) => {
    logRequest(parts.log, request, reply);
    parts.metrics.observe("dedepay_http_request_duration_seconds", reply.elapsedTime / 1000, {
      method: request.method,
      route: routeOf(request),
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    });
  });
  letGoOfConnections(app);
  app.setErrorHandler((error, request, reply) => sendFailure(parts, error, { request, reply }));
  answerUnknownAddresses(app, parts);
  return app;
}

/** A kept-alive connection that was busy when the closing began would hold it up until its own time-out. */
function letGoOfConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });
}

/** Every body arrives as its bytes: signatures are over bytes, and each scope decodes in its own strict way. */
function keepBodiesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

function answerUnknownAddresses(app: FastifyInstance, parts: ServerParts): void {
  const routes: { method: string; pattern: RegExp }[] = [];
  app.addHook("onRoute", (route) => {
    const pattern = new RegExp(
      `^${route.url.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:[a-zA-Z]+/g, "[^/]+")}/?$`,
    );
    for (const method of [route.method].flat()) routes.push({ method, pattern });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const allowed = [
      ...new Set(routes.filter((route) => route.pattern.test(path)).map((route) => route.method)),
    ].sort();
    if (allowed.length === 0)
      return sendFailure(parts, notFoundFailure(request.method, request.url), { request, reply });
    reply.header("allow", allowed.join(", "));
    return sendFailure(parts, methodFailure(request.method, request.url, allowed), { request, reply });
  });
}

/** The route's pattern, not its address: ids of payments in a log would let its reader open them. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? "(none)";
}

function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  log.info(
    {
      requestId: request.id,
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      remote: request.ip,
    },
    "request",
  );
}
