// The public server on the real use cases, with a virtual clock and a stand-in for Alipay: what a site sees, without a network.
import { createHash, createHmac } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { PrometheusMetrics } from "../../platform/prometheus-metrics.ts";
import { seededRandomness } from "../../testing/seeded-randomness.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { hashAdminToken } from "../admin-auth.ts";
import { createPublicServer } from "../public-server.ts";
import { watchedApp } from "./watched-app.ts";

export type SiteOverHttp = {
  test: TestGateway;
  app: FastifyInstance;
  siteId: string;
  /** Signed; the answer is held against the API description. */
  call(o: {
    method?: "GET" | "POST";
    url: string;
    body?: object;
    headers?: Record<string, string>;
  }): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

export async function openSiteOverHttp(): Promise<SiteOverHttp> {
  const test = await openTestGateway();
  const site = await test.gateway.registerSite({
    name: "山间茶铺",
    webhookUrl: "https://shop.test/webhook",
    returnOrigins: ["https://shop.test"],
    requestId: "req_setup",
  });
  test.site.secret = site.webhookSecret;
  const app = await createPublicServer({
    gateway: test.gateway,
    clock: test.time,
    randomness: seededRandomness("pages"),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    metrics: new PrometheusMetrics("test"),
    publicUrl: () => "https://pay.test",
    adminTokenSha256: async () => hashAdminToken("adm_test"),
    withAdmin: false,
  });
  return {
    test,
    app: watchedApp(app),
    siteId: site.siteId,
    call({ method = "GET", url, body, headers = {} }) {
      const text = body === undefined ? "" : JSON.stringify(body);
      const timestamp = String(Math.floor(test.time.nowMs() / 1000));
      const [path, query = ""] = url.split("?");
      const hash = createHash("sha256").update(text).digest("hex");
      const signed = [method, path, query, timestamp, hash].join("\n");
      const signature = createHmac("sha256", site.keySecret).update(signed).digest("hex");
      return app.inject({
        method,
        url,
        headers: {
          "dedepay-key": site.keyId,
          "dedepay-timestamp": timestamp,
          "dedepay-signature": `v1=${signature}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { payload: text }),
      });
    },
    async close() {
      await app.close();
      await test.close();
    },
  };
}
