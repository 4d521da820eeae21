// The address of Alipay's old gateway, for old shops: the raw query and the raw body go on untouched, because the signature is
// over their bytes. A browser is answered with pages, a server in the old protocol's forms.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { assertNever } from "../assert-never.ts";
import { failureAnswer, formOf, type LegacyAnswer } from "../look-alike/legacy-answer.ts";
import type { ReceivedCall } from "../look-alike/legacy-call.ts";
import { legacyCodeOf } from "../look-alike/legacy-refusal.ts";
import { pageHeaders } from "./page-headers.ts";
import { changedOrderPage } from "./pages/changed-order-page.ts";
import { legacyErrorPage } from "./pages/legacy-error-page.ts";
import { waitingMark, wayBackPage } from "./pages/way-back-page.ts";
import { splitUrl } from "./request-path.ts";
import { describeFailure } from "./send-failure.ts";
import type { ServerParts } from "./server-parts.ts";

/** A shop's longest request (a split order's items) has some 40 kB. */
const requestLimitBytes = 64 * 1024;
const gatewayPaths = ["/gateway.do", "/cooperate/gateway.do"];

type ById = { Params: { id: string } };

export function lookAlikeRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    await app.register(async (gateway) => {
      gateway.setErrorHandler((error, request, reply) => sendLegacyFailure(parts, error, { request, reply }));
      for (const url of gatewayPaths) {
        gateway.route({
          method: ["GET", "POST"],
          url,
          // A link preview's HEAD is answered with 1006 and makes nothing.
          exposeHeadRoute: false,
          bodyLimit: requestLimitBytes,
          schema: { hide: true },
          handler: async (request, reply) => {
            const answer = await parts.gateway.answerLegacyCall(receivedCall(request));
            return sendAnswer(parts, answer, { request, reply });
          },
        });
      }
    });
    app.get<ById>("/back/:id", { schema: { hide: true } }, async (request, reply) => {
      const way = await parts.gateway.findWayBack(request.params.id);
      if (way.kind === "redirect") return reply.redirect(way.url, 303);
      const { nonce, headers } = pageHeaders(parts.randomness);
      return reply.headers(headers).send(wayBackPage({ nonce, view: way.view, shopUrl: way.shopUrl }));
    });
    app.get<ById>("/back/:id/state", { schema: { hide: true } }, async (request) => {
      const way = await parts.gateway.findWayBack(request.params.id);
      return { mark: way.kind === "wait" ? waitingMark : "open" };
    });
  };
}

function receivedCall(request: FastifyRequest): ReceivedCall {
  const { path, query } = splitUrl(request.raw.url ?? "");
  return {
    method: request.method === "POST" ? "POST" : "GET",
    path,
    query,
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0),
    remoteAddress: request.ip,
    requestId: request.id,
  };
}

type Exchange = { request: FastifyRequest; reply: FastifyReply };

function sendAnswer(parts: ServerParts, answer: LegacyAnswer, { request, reply }: Exchange): FastifyReply {
  switch (answer.kind) {
    case "redirect":
      return reply.headers({ "referrer-policy": "strict-origin" }).redirect(answer.url, 303);
    case "document":
      return reply.type(answer.contentType).send(answer.body);
    case "confirm_change":
    case "number_used": {
      const testEnvironment = answer.environment !== "production";
      const { nonce, headers } = pageHeaders(parts.randomness, { testEnvironment });
      const address = request.raw.url ?? "";
      return reply.headers(headers).send(changedOrderPage({ nonce, answer, address }));
    }
    default:
      return assertNever(answer);
  }
}

/** Old clients read an answer only under HTTP 200; a page may say what it is. */
function sendLegacyFailure(parts: ServerParts, thrown: unknown, { request, reply }: Exchange): FastifyReply {
  const error = describeFailure(parts, thrown, request);
  const call = receivedCall(request);
  // Also of a request that could not be read.
  const text = `${call.query}&${Buffer.from(call.body).toString("latin1")}`;
  const service = /(?:^|&)service=([\w.]{1,80})(?:&|$)/.exec(text)?.[1] ?? "";
  const legacyCode = legacyCodeOf(error, service);
  const form = formOf(service);
  reply.header("dedepay-request-id", request.id);
  if (error.retryAfterMs !== undefined) reply.header("retry-after", String(Math.ceil(error.retryAfterMs / 1000)));
  if (form !== "page") {
    const charset = /_input_charset=utf-8/i.test(text) ? "utf-8" : "gbk";
    const { contentType, body } = failureAnswer(form, legacyCode, charset);
    return reply.code(200).type(contentType).send(body);
  }
  const { nonce, headers } = pageHeaders(parts.randomness);
  const again = error.retry === "backoff" || error.retry === "same_request" ? request.raw.url : undefined;
  const page = legacyErrorPage({ nonce, error, legacyCode, requestId: request.id, again });
  return reply.code(error.status).headers(headers).send(page);
}
