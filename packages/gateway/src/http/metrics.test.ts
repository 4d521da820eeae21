import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { counters, gauges, histograms } from "../metrics/metric-catalogue.ts";
import { PrometheusMetrics } from "../platform/prometheus-metrics.ts";
import { createAdminServer } from "./public-server.ts";
import { adminToken, callAsSite, testServer } from "./testing/test-server.ts";
import { watchedApp } from "./testing/watched-app.ts";

const local = { host: "127.0.0.1:8801" };

describe("GET /metrics", () => {
  it("counts requests by route pattern and failures by unified code, and names no payment", async () => {
    const { app, gateway } = await testServer();
    gateway.answers.set("measureLedger", () => [
      { name: "dedepay_outbox_rows", labels: { kind: "webhook", status: "pending" }, value: 3 },
    ]);
    await callAsSite(app, { url: "/v1/payments/pay_secret_id" });
    await app.inject({ url: "/nothing/here" });
    await app.inject({ method: "POST", url: "/notify/acc_1", payload: "a=b" });
    const { body, headers } = await app.inject({ url: "/metrics", headers: local });
    expect(headers["content-type"]).toContain("text/plain");
    expect(body).toMatch(
      /dedepay_http_request_duration_seconds_count\{method="GET",route="\/v1\/payments\/:id",status="4xx"\} 1/,
    );
    expect(body).toMatch(/route="\/notify\/:account",status="2xx"\} 1/);
    expect(body).toMatch(/route="\(none\)",status="4xx"\} 1/);
    expect(body).toContain('dedepay_problems_total{code="1009"} 2');
    expect(body).toContain('dedepay_outbox_rows{kind="webhook",status="pending"} 3');
    expect(body).toContain("nodejs_eventloop_lag_p99_seconds");
    expect(body).not.toContain("pay_secret_id");
  });

  it("is for this machine only where it shares the public port, and elsewhere for whoever has the token", async () => {
    const { app } = await testServer();
    expect((await app.inject({ url: "/metrics", headers: { host: "pay.example.cn" } })).statusCode).toBe(403);
    const proxied = { ...local, "x-forwarded-for": "203.0.113.9" };
    expect((await app.inject({ url: "/metrics", headers: proxied })).statusCode).toBe(403);
    const hidden = await testServer({ withAdmin: false });
    expect((await hidden.app.inject({ url: "/metrics", headers: local })).statusCode).toBe(404);

    const admin = watchedApp(await createAdminServer(hidden.parts));
    const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
      admin.inject({ url: "/metrics", remoteAddress, headers });
    expect((await from("127.0.0.1")).statusCode).toBe(200);
    expect((await from("10.0.0.7")).statusCode).toBe(403);
    expect((await from("127.0.0.1", { "x-forwarded-for": "10.0.0.7" })).statusCode).toBe(403);
    expect((await from("10.0.0.7", { authorization: `Bearer ${adminToken}` })).statusCode).toBe(200);
    expect((await admin.inject({ url: "/healthz" })).statusCode).toBe(200);
  });
});

it("has a line in the reference for each figure, with its labels, and for no other", () => {
  const page = readFileSync(new URL("../../../../docs/operations/metrics.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(dedepay_\w+)` \| ([^|]*) \|/gm)].map(([, name, labels]) => [
    name ?? "",
    [...(labels ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1]),
  ]);
  const known = Object.entries({ ...counters, ...histograms, ...gauges }).map(([name, { labels }]) => [
    name,
    [...labels],
  ]);
  known.push(["dedepay_build_info", ["version", "node"]]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(known));
});

it("shows every figure of the catalogue once it was used", async () => {
  const metrics = new PrometheusMetrics("1.2.3");
  const labelled = (labels: readonly string[]): Record<string, string> =>
    Object.fromEntries(labels.map((label) => [label, "x"]));
  for (const [name, { labels }] of Object.entries(counters))
    metrics.count(name as keyof typeof counters, labelled(labels));
  for (const [name, { labels }] of Object.entries(histograms))
    metrics.observe(name as keyof typeof histograms, 1, labelled(labels));
  const measured = Object.entries(gauges).map(([name, { labels }]) => ({
    name: name as keyof typeof gauges,
    labels: labelled(labels),
    value: 1,
  }));
  const text = await metrics.render(measured);
  for (const name of Object.keys({ ...counters, ...gauges }))
    expect(text).toMatch(new RegExp(`^${name}(\\{.*\\})? 1$`, "m"));
  for (const name of Object.keys(histograms)) expect(text).toMatch(new RegExp(`^${name}_count(\\{.*\\})? 1$`, "m"));
  const unmeasured = await metrics.render([]);
  for (const name of Object.keys(gauges)) expect(unmeasured).not.toContain(name);
});
