// GET /openapi.json: the API of sites, described by the very schemas which check it (OpenAPI 3.1). What the schemas of the
// routes cannot say (headers that every request may carry, the webhooks) is added here.
import { fastifySwagger } from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { hoistComponents } from "./hoist-components.ts";
import { routeScope } from "./route-scope.ts";
import { both } from "./schemas/both-languages.ts";
import { sharedSchemas } from "./schemas/named-schemas.ts";
import { idempotencyKeyHeader, languageHeader } from "./schemas/request-headers.ts";
import { webhooks } from "./schemas/webhooks.ts";
import type { ServerParts } from "./server-parts.ts";

const hmac = (
  name: string,
  description: string,
): { type: "apiKey"; in: "header"; name: string; description: string } => ({
  type: "apiKey",
  in: "header",
  name,
  description,
});

const introduction = [
  "金额是以分为单位的整数，时间是 ISO 8601。每个错误都是 application/problem+json，带十六个统一错误码之一（1001 到 1016）；Accept-Language 选择中文（默认）或英文。",
  "Amounts are integers of fen, times ISO 8601. Every failure is application/problem+json with one of sixteen numbers (1001 to 1016); Accept-Language chooses Chinese (the default) or English.",
].join("\n\n");

/** Safe to send again under one key: the stored answer comes back. */
const idempotent: ReadonlySet<string> = new Set(["createPayment", "replacePayment", "shipPayment", "requestRefund"]);

/** Register before the routes it describes. */
export async function describeApi(app: FastifyInstance, parts: ServerParts): Promise<void> {
  for (const schema of sharedSchemas) app.addSchema(schema);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "dedepay", version: "1", description: introduction },
      tags: [
        { name: "payments", description: both("收款", "Take a payment") },
        { name: "refunds", description: both("退款", "Give money back") },
        { name: "shipments", description: both("担保交易发货", "Escrow: say that the goods are on their way") },
        {
          name: "diagnoses",
          description: both("诊断出错的材料", "Ask the doctor what is wrong with a request, reply or notification"),
        },
        { name: "deliveries", description: both("站点主动取回投递", "Fetch what the site is owed") },
        { name: "changeover", description: both("从旧的支付程序转过来", "Payments that earlier software began") },
        { name: "operations", description: both("进程是否正常", "Health of the process") },
      ],
      components: {
        securitySchemes: {
          key: hmac(
            "Dedepay-Key",
            both(
              "站点 API 密钥的编号；每个接口写明密钥需要的权限（pay、refund 或 read）",
              "Id of the site's API key; each operation names the scope that the key needs: pay, refund or read",
            ),
          ),
          timestamp: hmac(
            "Dedepay-Timestamp",
            both(
              "以秒计的 Unix 时间，与网关相差最多 300 秒",
              "Unix time in seconds; at most 300 s away from the gateway's",
            ),
          ),
          signature: hmac(
            "Dedepay-Signature",
            both(
              "五行文字的签名：方法、路径、查询串、时间、正文的 SHA-256（十六进制）",
              'v1=<hex HMAC-SHA256(secret, METHOD "\\n" path "\\n" query "\\n" timestamp "\\n" hex SHA-256(body))>',
            ),
          ),
        },
      },
      webhooks,
    },
    // Its other arguments are the base address, the fragment and the number of the reference.
    refResolver: { buildLocalReference: (schema, ...[, , index]) => String(schema["$id"] ?? `Schema${index}`) },
    transform: ({ schema, url, route }) => ({
      url,
      schema: url.startsWith("/v1/")
        ? { ...schema, headers: headersOf(schema), security: [securityOf(String(route.method), url)] }
        : { ...schema, ...(route.method === "HEAD" && { hide: true }) },
    }),
    transformObject: (document) => {
      if (!("openapiObject" in document)) throw new TypeError("the description is no OpenAPI document");
      hoistComponents(document.openapiObject as Parameters<typeof hoistComponents>[0]);
      return document.openapiObject;
    },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => ({
    ...app.swagger(),
    servers: [{ url: parts.publicUrl() }],
  }));
}

/** OpenAPI 3.1 takes the names of roles here, whatever the scheme. */
function securityOf(method: string, url: string): Record<string, string[]> {
  return { key: [routeScope(method, url)], timestamp: [], signature: [] };
}

/** For readers only: what the headers hold is checked where they are used. */
function headersOf(schema: unknown): object {
  const { operationId } = schema as { operationId?: string };
  const properties = { ...languageHeader, ...(idempotent.has(operationId ?? "") && idempotencyKeyHeader) };
  return { type: "object", properties };
}
