// Answers a request which carries an Idempotency-Key once, and says where the answer is a stored one.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Work } from "../use-cases/answer-once.ts";
import { headerOf } from "./header-of.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import type { ServerParts } from "./server-parts.ts";
import { siteOf } from "./site-of.ts";

export type SendOnce = {
  request: FastifyRequest;
  reply: FastifyReply;
  operation: "replace" | "shipment" | "refund";
  paymentId: string;
};

/** The body of the answer; its status and headers are set. Errors: 1002 (the key), 1013, and what the work throws. */
export async function sendOnce(parts: ServerParts, o: SendOnce, work: Work): Promise<object> {
  const { request, reply, operation, paymentId } = o;
  const once = {
    siteId: siteOf(request).siteId,
    idempotencyKey: idempotencyKeyOf(headerOf(request, "Idempotency-Key")),
    operation,
    paymentId,
    request: request.body as Record<string, unknown>,
  };
  const { status, body, replayed } = await parts.gateway.answerOnce(once, work);
  if (replayed) reply.header("idempotent-replayed", "true");
  reply.code(status);
  return body;
}
