// What tests get from a server is looked at for secrets; and a test fails in which the API of sites answered what its own description
// does not say.
import { type ApiContract, ContractBroken, contractOf } from "@dedepay/api-contract";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { sawBody } from "../../testing/leak-watch.ts";

type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>;

/** The same server; each exchange below /v1 is held against its /openapi.json. Throws ContractBroken into the test. */
export function watchedApp(app: FastifyInstance): FastifyInstance {
  const inject = app.inject.bind(app) as Inject;
  let contract: ApiContract | undefined;
  const watched: Inject = async (request) => {
    const reply = await inject(request);
    const target = String(request.url ?? request.path);
    sawBody(`${request.method ?? "GET"} ${target}`, reply.body);
    if (!target.startsWith("/v1/")) return reply;
    // What /openapi.json serves, without a request that would count in the test's log lines and limits.
    contract ??= contractOf(app.swagger());
    const method = request.method ?? "GET";
    const complaints = contract.complaints({
      method,
      target,
      requestHeaders: textsOf(request.headers ?? {}),
      requestBody: bodyOf(request.payload),
      status: reply.statusCode,
      headers: textsOf(reply.headers),
      body: reply.body,
    });
    if (complaints.length > 0) throw new ContractBroken(`${method} ${target}`, complaints);
    return reply;
  };
  app.inject = watched as typeof app.inject;
  return app;
}

function bodyOf(payload: InjectOptions["payload"]): string | undefined {
  if (payload === undefined || typeof payload === "string") return payload;
  return Buffer.isBuffer(payload) ? payload.toString("utf8") : JSON.stringify(payload);
}

function textsOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) texts[name] = String(value);
  return texts;
}
