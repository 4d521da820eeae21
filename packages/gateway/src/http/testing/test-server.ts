// A public server over the fake gateway, and requests signed the way a site signs them.
import { createHash, createHmac } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { Log, LogFields } from "../../platform/log.ts";
import { PrometheusMetrics } from "../../platform/prometheus-metrics.ts";
import { watchedLog } from "../../testing/leak-watch.ts";
import { hashAdminToken } from "../admin-auth.ts";
import { createPublicServer, type PublicServerOptions } from "../public-server.ts";
import type { ServerParts } from "../server-parts.ts";
import { type FakeGateway, fakeGateway, siteKey } from "./fake-gateway.ts";
import { watchedApp } from "./watched-app.ts";

export const adminToken = "adm_test";
export const nowMs: number = Date.UTC(2026, 0, 2, 3, 4, 5);

export type LogLine = LogFields & { level: string; message: string };
export type TestServer = { app: FastifyInstance; gateway: FakeGateway; lines: LogLine[]; parts: ServerParts };

export async function testServer(changes: Partial<PublicServerOptions> = {}): Promise<TestServer> {
  const gateway = fakeGateway();
  const lines: LogLine[] = [];
  const at =
    (level: string): Log["info"] =>
    (fields, message) => {
      lines.push({ ...fields, level, message });
    };
  const parts: PublicServerOptions = {
    gateway,
    clock: { nowMs: () => nowMs },
    randomness: { bytes: (count) => new Uint8Array(count).fill(7) },
    metrics: new PrometheusMetrics("test"),
    log: watchedLog({ debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }),
    publicUrl: () => "https://pay.example.cn",
    adminTokenSha256: async () => hashAdminToken(adminToken),
    withAdmin: true,
    ...changes,
  };
  return { app: watchedApp(await createPublicServer(parts)), gateway, lines, parts };
}

export type SiteCall = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  /** An object becomes JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  timestamp?: string;
  keyId?: string;
  secret?: string;
};

/** The headers of a signed request, by the rules of the API description and not by the server's own code. */
export function siteHeaders(call: SiteCall): Record<string, string> {
  const timestamp = call.timestamp ?? String(nowMs / 1000);
  const [path, query = ""] = call.url.split("?");
  const bodyHash = createHash("sha256").update(bodyOf(call)).digest("hex");
  const text = `${call.method ?? "GET"}\n${path}\n${query}\n${timestamp}\n${bodyHash}`;
  return {
    "dedepay-key": call.keyId ?? siteKey.keyId,
    "dedepay-timestamp": timestamp,
    "dedepay-signature": `v1=${createHmac("sha256", call.secret ?? siteKey.secret)
      .update(text)
      .digest("hex")}`,
    ...(call.body !== undefined && { "content-type": "application/json" }),
    ...call.headers,
  };
}

export function callAsSite(app: FastifyInstance, call: SiteCall): Promise<LightMyRequestResponse> {
  return app.inject({
    method: call.method ?? "GET",
    url: call.url,
    headers: siteHeaders(call),
    ...(call.body !== undefined && { payload: bodyOf(call) }),
  });
}

function bodyOf(call: SiteCall): Buffer {
  if (call.body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(call.body)) return call.body;
  return Buffer.from(typeof call.body === "string" ? call.body : JSON.stringify(call.body));
}
