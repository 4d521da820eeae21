// GET /openapi.json: the API of sites, described by the very schemas which check it (OpenAPI 3.1).
import { fastifySwagger } from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
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

/** Register before the routes it describes. */
export async function describeApi(app: FastifyInstance, parts: ServerParts): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "dedepay",
        version: "1",
        description:
          "Amounts are integers of fen, times ISO 8601. Every failure is application/problem+json with one of sixteen numbers (1001 to 1016).",
      },
      tags: [
        { name: "payments", description: "Take a payment" },
        { name: "refunds", description: "Give money back" },
        { name: "shipments", description: "Escrow: say that the goods are on their way" },
        { name: "diagnoses", description: "Ask the doctor what is wrong with a request, reply or notification" },
        { name: "operations", description: "Health of the process" },
      ],
      components: {
        securitySchemes: {
          key: hmac("Dedepay-Key", "Id of the site's API key"),
          timestamp: hmac("Dedepay-Timestamp", "Unix time in seconds; at most 300 s away from the gateway's"),
          signature: hmac(
            "Dedepay-Signature",
            'v1=<hex HMAC-SHA256(secret, METHOD "\\n" path "\\n" query "\\n" timestamp "\\n" hex SHA-256(body))>',
          ),
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: url.startsWith("/v1/")
        ? { ...schema, security: [{ key: [], timestamp: [], signature: [] }] }
        : { ...schema, ...(route.method === "HEAD" && { hide: true }) },
    }),
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => ({
    ...app.swagger(),
    servers: [{ url: parts.publicUrl() }],
  }));
}
