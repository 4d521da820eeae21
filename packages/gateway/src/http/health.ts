// Is the process alive, and can it do its work? For load balancers and for the owner; no secrets, no figures.
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { ServerParts } from "./server-parts.ts";

type Check = { name: string; ready: boolean; zh: string; en: string };

const check = Type.Object({ name: Type.String(), ready: Type.Boolean(), zh: Type.String(), en: Type.String() });

export function healthRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get(
      "/healthz",
      {
        config: { rateLimit: false },
        schema: {
          operationId: "health",
          tags: ["operations"],
          summary: "The process answers",
          response: { 200: Type.Object({ status: Type.Literal("ok") }) },
        },
      },
      async () => ({ status: "ok" }),
    );

    app.get(
      "/readyz",
      {
        config: { rateLimit: false },
        schema: {
          operationId: "readiness",
          tags: ["operations"],
          summary: "What is ready and what is not",
          response: { "2xx": Type.Object({ ready: Type.Boolean(), checks: Type.Array(check) }) },
        },
      },
      async (request, reply) => {
        const checks = await readinessOf(parts, request.id);
        const ready = checks.every((one) => one.ready);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
}

async function readinessOf(parts: ServerParts, requestId: string): Promise<Check[]> {
  try {
    const accounts = await parts.gateway.listAccounts();
    const store: Check = { name: "store", ready: true, zh: "数据库可以读取。", en: "The database can be read." };
    return [store, accountCheck(accounts.length)];
  } catch (error) {
    // Whatever the store threw: not ready is the answer; the reason is for the log only.
    parts.log.error({ requestId, error: String(error) }, "store not ready");
    return [{ name: "store", ready: false, zh: "数据库无法读取。", en: "The database can't be read." }];
  }
}

function accountCheck(count: number): Check {
  return count > 0
    ? { name: "accounts", ready: true, zh: "已登记支付宝账户。", en: "An Alipay account is registered." }
    : {
        name: "accounts",
        ready: false,
        zh: "还没有登记支付宝账户，不能收款。",
        en: "No Alipay account is registered yet: nothing can be paid.",
      };
}
