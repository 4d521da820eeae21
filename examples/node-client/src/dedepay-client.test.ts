import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { DedepayClient, DedepayProblem, isWebhookGenuine, type SignedParts, signRequest } from "./dedepay-client.ts";

type Vector = SignedParts & { signature: string };
const published = JSON.parse(readFileSync(new URL("../../request-signature.json", import.meta.url), "utf8")) as {
  secret: string;
  vectors: Vector[];
};

it.each(published.vectors)("signs the published vector of $method $path", ({ signature, ...parts }) => {
  expect(signRequest(published.secret, parts)).toBe(signature);
});

let close: () => void = () => undefined;
afterEach(() => close());

type Seen = { method: string | undefined; url: string | undefined; headers: IncomingMessage["headers"]; body: string };

async function gatewayWith(status: number, answer: unknown): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe("a call", () => {
  const credentials = { keyId: "key_test", secret: published.secret, now: () => 1_767_323_045_000 };

  it("carries the key, the time and the signature of exactly what is sent", async () => {
    const { url, seen } = await gatewayWith(200, { data: [] });
    const client = new DedepayClient({ url, ...credentials });
    const order = { order_no: "S-1", amount_fen: 1999, subject: "青瓷茶杯", goods: "physical" };
    await client.call("GET", "/v1/payments", { query: { order_no: "S-1" } });
    await client.call("POST", "/v1/payments", { body: order, idempotencyKey: "once" });
    const signatures = published.vectors.map(({ signature }) => signature);
    expect(seen.map(({ headers }) => headers["dedepay-signature"])).toEqual(signatures);
    expect(seen.map(({ method, url: target }) => [method, target])).toEqual([
      ["GET", "/v1/payments?order_no=S-1"],
      ["POST", "/v1/payments"],
    ]);
    expect(seen[1]?.headers).toMatchObject({ "idempotency-key": "once", "content-type": "application/json" });
    expect(JSON.parse(seen[1]?.body ?? "")).toEqual(order);
  });

  it("becomes an error with the gateway's number where it is refused", async () => {
    const problem = { code: 1013, name: "DUPLICATE_REQUEST", detail: "…", request_id: "req_1", existing_id: "pay_1" };
    const { url } = await gatewayWith(409, problem);
    const call = new DedepayClient({ url, ...credentials }).call("POST", "/v1/payments", { body: {} });
    await expect(call).rejects.toBeInstanceOf(DedepayProblem);
    await expect(call).rejects.toMatchObject({ status: 409, problem: { existing_id: "pay_1" } });
  });
});

describe("a webhook", () => {
  const body = Buffer.from('{"id":"dlv_1"}');
  const timestamp = "1767323045";
  const nowMs = 1_767_323_045_000;
  const signature = `v1=${createHmac("sha256", "whk").update(`${timestamp}.`).update(body).digest("hex")}`;

  it("is the gateway's where it is signed with the webhook secret, and fresh", () => {
    expect(isWebhookGenuine("whk", { timestamp, signature, body }, nowMs)).toBe(true);
    expect(isWebhookGenuine("whk", { timestamp, signature, body }, nowMs + 301_000)).toBe(false);
    expect(isWebhookGenuine("other", { timestamp, signature, body }, nowMs)).toBe(false);
    expect(isWebhookGenuine("whk", { timestamp, signature, body: Buffer.from("{}") }, nowMs)).toBe(false);
    for (const wrong of ["", "v1=00", signature.toUpperCase()])
      expect(isWebhookGenuine("whk", { timestamp, signature: wrong, body }, nowMs)).toBe(false);
  });
});
