// One header of a request as one string. A repeated header is joined: no signature or token then matches by accident.
import type { FastifyRequest } from "fastify";

export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : value;
}
