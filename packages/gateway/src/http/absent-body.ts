import type { FastifyRequest } from "fastify";

/** `preValidation` of a route all of whose members are optional: no body at all is an empty one. */
export async function absentBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
