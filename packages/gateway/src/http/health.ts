// Is the process alive, and can it do its work? For load balancers and for the owner; no secrets, no figures.
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { answer } from "./schemas/answer.ts";
import { both } from "./schemas/both-languages.ts";
import { text } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const check = Type.Object(
  {
    name: text("检查项", "What is looked at"),
    ready: Type.Boolean({ description: both("是否正常", "Is it ready") }),
    blocks: Type.Boolean({
      description: both(
        "不正常时整体就不可用；否则只是需要有人看看",
        "Not ready here makes the whole not ready; otherwise somebody should look",
      ),
    }),
    zh: text("中文说明", "In Chinese"),
    en: text("英文说明", "In English"),
  },
  { description: both("一个检查项", "One check") },
);
const readiness = Type.Object(
  {
    ready: Type.Boolean({ description: both("可以收款", "Can it take payments") }),
    checks: Type.Array(check, { description: both("检查项", "The checks") }),
  },
  { description: both("是否就绪", "Readiness") },
);
const readyExample = {
  ready: true,
  checks: [{ name: "store", ready: true, blocks: true, zh: "数据库可用", en: "The database answers" }],
};

export function healthRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get(
      "/healthz",
      {
        config: { rateLimit: false },
        schema: {
          operationId: "health",
          tags: ["operations"],
          summary: both("进程在运行", "The process answers"),
          description: both("给负载均衡用；不看数据库。", "For load balancers; the database is not asked."),
          response: {
            200: answer({
              zh: "在运行",
              en: "It lives",
              schema: Type.Object({ status: Type.Literal("ok", { description: both("固定值", "Always this") }) }),
              example: { status: "ok" },
            }),
          },
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
          summary: both("是否可以收款，缺什么", "What is ready and what is not"),
          description: both(
            "200 可以收款；503 不可以，正文说明缺什么。",
            "200: it can take payments; 503: it can't, and the body says what is missing.",
          ),
          response: {
            200: answer({ zh: "就绪", en: "Ready", schema: readiness, example: readyExample }),
            503: answer({
              zh: "未就绪",
              en: "Not ready",
              schema: readiness,
              example: { ...readyExample, ready: false },
            }),
          },
        },
      },
      async (_request, reply) => {
        const checks = await parts.gateway.checkReadiness();
        const ready = checks.every((one) => one.ready || !one.blocks);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
}
