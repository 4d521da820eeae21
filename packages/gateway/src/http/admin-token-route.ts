// A new admin token in place of the one that asks for it. It is in this one answer and never again.
import { DedepayError } from "@dedepay/errors";
import type { FastifyInstance } from "fastify";
import type { ServerParts } from "./server-parts.ts";

export function adminTokenRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.post("/token/rotate", { schema: { hide: true } }, async (request, reply) => {
      if (parts.rotateAdminToken === undefined) throw givenFromOutside();
      await parts.gateway.noteTokenRotation({ requestId: request.id });
      reply.code(201);
      return { admin_token: await parts.rotateAdminToken() };
    });
  };
}

function givenFromOutside(): DedepayError {
  return new DedepayError(1010, {
    owner: "merchant",
    detail: {
      zh: "管理令牌由启动参数指定，不能在这里更换",
      en: "The admin token is given by the process's settings and can't be replaced here",
    },
    fix: [{ zh: "更改启动参数后重启网关", en: "Change the setting and restart the gateway" }],
  });
}
