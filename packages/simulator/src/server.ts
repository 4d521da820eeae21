// The HTTP side: one Fastify server, raw bytes in, both gateways, the cashier and the control API. Hostile input ends in
// an answer, never in the end of the process.
import type { Readable } from "node:stream";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { serveBill } from "./bill/serve-bill.ts";
import { actAtCashier, type CashierAction, goBack, showCashier, showPaid } from "./cashier/cashier.ts";
import { decideBatch, showBatch } from "./cashier/operator.ts";
import type { ControlOptions } from "./control/control-options.ts";
import { controlRoutes } from "./control/control-routes.ts";
import type { Explain } from "./explain.ts";
import { handleMapi } from "./mapi/gateway.ts";
import { handleOpenapi } from "./openapi/gateway.ts";
import { appCashierPath } from "./openapi/run-method.ts";
import { handleV3 } from "./openapi/v3/v3-gateway.ts";
import { slowBytes } from "./platform/send-slowly.ts";
import type { GatewayReply, GatewayRequest } from "./wire/gateway-request.ts";
import { formPairs } from "./wire/read-fields.ts";

export interface ServerOptions extends ControlOptions {
  explain: Explain;
  onError: (error: unknown) => void;
}

function parseControlQuery(text: string): Record<string, string> {
  return text.length > 200 ? {} : Object.fromEntries(new URLSearchParams(text));
}

type Protocol = "mapi" | "openapi";

const bodyLimitBytes = 1024 * 1024;
const cashierActions: readonly CashierAction[] = ["pay", "fail", "leave", "confirm", "dispute"];

export function buildServer(options: ServerOptions): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 60_000,
    forceCloseConnections: true,
    // Gateways read their own query, in the caller's charset; the control API alone wants a parsed one.
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true, querystringParser: parseControlQuery },
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply.code(400).type("text/plain; charset=utf-8").send("bad request");
    },
  });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.onError(error);
    return reply.code(status).send({ error: status >= 500 ? "internal error of the simulator" : error.message });
  });
  gatewayRoutes(server, options);
  cashierRoutes(server, options);
  void server.register(async (scope) => controlRoutes(scope, options));
  return server;
}

function gatewayRoutes(server: FastifyInstance, options: ServerOptions): void {
  void server.register(async (scope) => {
    rawBodies(scope);
    scope.route({
      method: ["GET", "POST", "PUT", "DELETE", "PATCH"],
      url: "/v3/*",
      handler: async (request, reply) => {
        const answer = await handleV3(options.simulation(), gatewayRequest(request), options.explain);
        return deliver(reply, answer, options.wait);
      },
    });
    const routes: ReadonlyArray<readonly [path: string, protocol: Protocol | undefined]> = [
      ["/mapi/gateway.do", "mapi"],
      ["/cooperate/gateway.do", "mapi"],
      ["/openapi/gateway.do", "openapi"],
      ["/gateway.do", undefined],
    ];
    // The order string as it stands: in the query, or as the body which a phone's program sends.
    scope.route({
      method: ["GET", "POST"],
      url: appCashierPath,
      handler: async (request, reply) => {
        const asked = gatewayRequest(request);
        const rawQuery = asked.rawQuery === "" ? asked.body.toString("latin1").trim() : asked.rawQuery;
        const order = { ...asked, rawQuery, body: Buffer.alloc(0) };
        return deliver(reply, await handleOpenapi(options.simulation(), order, options.explain), options.wait);
      },
    });
    scope.get("/downloadBillFile.resource", (request, reply) =>
      send(reply, serveBill(options.simulation(), gatewayRequest(request).rawQuery)),
    );
    for (const [path, fixed] of routes) {
      scope.route({
        method: ["GET", "POST"],
        url: path,
        handler: async (request, reply) => {
          const asked = gatewayRequest(request);
          const protocol = fixed ?? protocolOf(asked);
          const handle = protocol === "mapi" ? handleMapi : handleOpenapi;
          return deliver(reply, await handle(options.simulation(), asked, options.explain), options.wait);
        },
      });
    }
  });
}

function cashierRoutes(server: FastifyInstance, options: ServerOptions): void {
  void server.register(async (scope) => {
    rawBodies(scope);
    scope.get<{ Params: { token: string } }>("/cashier/:token", (request, reply) =>
      send(reply, showCashier(options.simulation(), request.params.token)),
    );
    scope.get<{ Params: { token: string } }>("/cashier/:token/done", (request, reply) =>
      send(reply, showPaid(options.simulation(), request.params.token)),
    );
    scope.get<{ Params: { token: string } }>("/cashier/:token/return", (request, reply) =>
      send(reply, goBack(options.simulation(), request.params.token)),
    );
    scope.get<{ Params: { token: string } }>("/operator/:token", (request, reply) =>
      send(reply, showBatch(options.simulation(), request.params.token)),
    );
    for (const action of ["confirm", "drop"] as const) {
      scope.post<{ Params: { token: string } }>(`/operator/:token/${action}`, (request, reply) =>
        send(reply, decideBatch(options.simulation(), request.params.token, action)),
      );
    }
    for (const action of cashierActions) {
      scope.post<{ Params: { token: string } }>(`/cashier/:token/${action}`, (request, reply) => {
        const form = new URLSearchParams(bodyOf(request).toString("utf8"));
        return send(reply, actAtCashier(options.simulation(), request.params.token, { action, form }));
      });
    }
  });
}

/** Bodies as bytes, whatever they claim to be: signatures are over bytes. */
function rawBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function gatewayRequest(request: FastifyRequest): GatewayRequest {
  const target = request.raw.url ?? "";
  const mark = target.indexOf("?");
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const contentType = header("content-type");
  return {
    method: request.method,
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery: mark < 0 ? "" : target.slice(mark + 1),
    contentType,
    body: bodyOf(request),
    header,
    origin: `http://${/^[\w.:[\]-]+$/.test(request.host) ? request.host : "127.0.0.1"}`,
  };
}

/** The plain address serves both protocols: `service` is MAPI's word, `method` is OpenAPI's. */
function protocolOf(request: GatewayRequest): Protocol {
  const names = [...formPairs(request.rawQuery), ...formPairs(request.body.toString("latin1"))].map(([name]) => name);
  return names.includes("service") || !(names.includes("method") || names.includes("app_id")) ? "mapi" : "openapi";
}

/** Sends an answer the way a rule wants it: late, slowly, or not at all. */
async function deliver(
  reply: FastifyReply,
  answer: GatewayReply,
  wait: (ms: number) => Promise<void>,
): Promise<FastifyReply> {
  const { transport } = answer;
  if (transport === undefined) return send(reply, answer);
  if (transport.delayMs > 0) await wait(transport.delayMs);
  if (transport.cut) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if (transport.bytesPerSecond === undefined) return send(reply, answer);
  const bytes = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  return send(reply, answer, slowBytes(bytes, transport.bytesPerSecond));
}

function send(
  reply: FastifyReply,
  answer: GatewayReply,
  body: GatewayReply["body"] | Readable = answer.body,
): FastifyReply {
  void reply.code(answer.status).headers(answer.headers ?? {});
  if (answer.contentType !== undefined) void reply.header("content-type", answer.contentType);
  if (answer.location !== undefined) void reply.header("location", answer.location);
  return reply.send(body);
}
