// Answers a failed request: a page where a person was looking, problem+json for programs. Logs it where its owner looks.
import type { DedepayError } from "@dedepay/errors";
import type { FastifyReply, FastifyRequest } from "fastify";
import { failureOf } from "./failure-of.ts";
import { pickLanguage } from "./language.ts";
import { pageHeaders } from "./page-headers.ts";
import { type ErrorPage, errorPage } from "./pages/error-page.ts";
import { problemHeaders, problemOf } from "./problem.ts";
import type { ServerParts } from "./server-parts.ts";

export type Exchange = {
  request: FastifyRequest;
  reply: FastifyReply;
  /** What a person sees instead of the usual page. */
  page?: { testEnvironment: boolean; render(input: ErrorPage): string };
};

/** Sends whatever was thrown as one of the sixteen. */
export function sendFailure(parts: ServerParts, thrown: unknown, { request, reply, page }: Exchange): FastifyReply {
  const error = describeFailure(parts, thrown, request);
  const language = pickLanguage(request.headers["accept-language"]);
  reply.header("dedepay-request-id", request.id).code(error.status);
  if (error.retryAfterMs !== undefined) reply.header("retry-after", String(Math.ceil(error.retryAfterMs / 1000)));
  if (wantsPage(request)) {
    const { nonce, headers } = pageHeaders(parts.randomness, { testEnvironment: page?.testEnvironment ?? false });
    const render = page?.render ?? errorPage;
    const again = againAddress(request, error);
    return reply.headers(headers).send(render({ nonce, error, requestId: request.id, ...(again && { again }) }));
  }
  const problem = problemOf(error, { requestId: request.id, language, publicUrl: parts.publicUrl() });
  return reply.headers(problemHeaders(error, language)).send(JSON.stringify(problem));
}

/** Whatever was thrown as one of the sixteen, with its line in the log. */
export function describeFailure(parts: ServerParts, thrown: unknown, request: FastifyRequest): DedepayError {
  const error = failureOf(thrown, {
    method: request.method,
    url: request.url,
    contentType: request.headers["content-type"],
    bodyLimitBytes: request.routeOptions?.bodyLimit ?? 0,
    part: (context) => partOf(request, context),
  });
  logFailure(parts, error, request);
  parts.metrics.count("dedepay_problems_total", { code: String(error.unified) });
  return error;
}

/** Buyers and other people with a browser get a page; everything under the API's own paths stays JSON. */
function wantsPage(request: FastifyRequest): boolean {
  const path = request.url.split("?", 1)[0] ?? "";
  if (/^\/(?:v1|admin|notify)(?:\/|$)/.test(path) || /^\/pay\/[^/]+\/state$/.test(path)) return false;
  const accept = request.headers.accept ?? "";
  if (/\btext\/html\b/.test(accept)) return true;
  return /^\/(?:pay|return|back)(?:\/|$)/.test(path) && !/\bapplication\/(?:problem\+)?json\b/.test(accept);
}

/** The page of the payment itself, by GET: what was asked there may have been a form. undefined where it would not help. */
function againAddress(request: FastifyRequest, { retry }: DedepayError): string | undefined {
  const path = request.url.split("?", 1)[0] ?? "";
  const isPage = /^\/(?:pay|return)\/[^/]+$/.test(path);
  return isPage && (retry === "same_request" || retry === "backoff") ? path : undefined;
}

function partOf(request: FastifyRequest, context: string): unknown {
  switch (context) {
    case "params":
      return request.params;
    case "querystring":
      return request.query;
    case "headers":
      return request.headers;
    default:
      return request.body;
  }
}

function logFailure(parts: ServerParts, error: DedepayError, request: FastifyRequest): void {
  const fields = {
    requestId: request.id,
    code: error.unified,
    status: error.status,
    method: request.method,
    route: request.routeOptions?.url ?? "(none)",
    detail: error.detail.en,
    param: error.param,
  };
  if (error.unified !== 1001) {
    parts.log.info(fields, "request refused");
    return;
  }
  const cause = error.cause;
  const insides = cause instanceof Error ? { error: cause.message, stack: cause.stack } : { error: String(cause) };
  parts.log.error({ ...fields, ...insides }, "request failed");
}
