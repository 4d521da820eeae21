// Where Alipay posts its notifications. The body's bytes go on untouched, whatever type they claim: decoding them here
// (as a form, as UTF-8) would break the signature. Alipay reads exactly `success`; all else means "send it again".
import type { FastifyInstance, FastifyReply } from "fastify";
import { isPing, pingHeader } from "../use-cases/inspection/forged-notification.ts";
import type { ServerParts } from "./server-parts.ts";

/** Real notifications have about two thousand bytes; what is larger is not one. */
export const notificationLimitBytes: number = 64 * 1024;

const declaredType = "declaredType";

export function notifyRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.setErrorHandler((error: Error & { code?: string }, request, reply) => {
      const tooLarge = error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
      const fields = { requestId: request.id, status: tooLarge ? 413 : 500, error: error.message };
      if (tooLarge) parts.log.warn(fields, "notification too large");
      else parts.log.error({ ...fields, code: 1001, stack: error.stack }, "notification not stored");
      parts.metrics.count("dedepay_problems_total", { code: tooLarge ? "1007" : "1001" });
      return reply
        .code(tooLarge ? 413 : 500)
        .type("text/plain")
        .send("fail");
    });
    app.decorateRequest(declaredType, undefined);
    app.addHook("onRequest", async (request) => {
      request.setDecorator(declaredType, request.headers["content-type"]);
      // Fastify refuses what does not look like a media type; here the type is only a fact to be kept.
      request.headers["content-type"] = "application/octet-stream";
    });
    app.post<{ Params: { account: string } }>(
      "/notify/:account",
      { bodyLimit: notificationLimitBytes, config: { rateLimit: false }, schema: { hide: true } },
      async (request, reply) => {
        const rawBody = Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);
        if (isPing(rawBody)) return answerPing(parts, request.params.account, reply);
        const contentType = request.getDecorator<string | undefined>(declaredType);
        const result = await parts.gateway.acceptNotification({
          accountId: request.params.account,
          rawBody,
          ...(contentType !== undefined && { contentType }),
          remoteAddress: request.ip,
          requestId: request.id,
        });
        return reply.type("text/plain").send(result.answer);
      },
    );
  };
}

/**
 * `dedepay doctor --live` asks whether Alipay's way leads to us. Nothing is kept; the header says that it is a gateway, and one
 * that knows the account. Throws 1001 where the store is down.
 */
async function answerPing(parts: ServerParts, accountId: string, reply: FastifyReply): Promise<FastifyReply> {
  const isKnown = (await parts.gateway.listAccounts()).some(({ id }) => id === accountId);
  return reply
    .header(pingHeader, isKnown ? "ready" : "unknown-account")
    .type("text/plain")
    .send("fail");
}
