// The example clients of Node and PHP against a running gateway: what a site copies must work as it stands.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DedepayClient } from "@dedepay/example-node-client";
import { type RunningGateway, startGateway } from "@dedepay/gateway";
import { defaultWorld } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "./testing/watch-api.ts";
import { accountRegistration } from "./demo/account-registration.ts";

let gateway: RunningGateway;
let folder: string;
let site: { keyId: string; keySecret: string };

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const order = (orderNo: string) => ({
  order_no: orderNo,
  amount_fen: 1999,
  subject: "青瓷茶杯 / 一只",
  goods: "physical",
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-clients-"));
  gateway = await startGateway({ dataDir: folder, masterKey: new Uint8Array(32).fill(5), port: 0, log: silent });
  const account = defaultWorld().accounts.find(({ id }) => id === "openapi-key");
  if (account === undefined) throw new Error("no openapi-key in the world");
  const about = { id: "openapi-key", endpoint: "http://127.0.0.1:9/gateway.do", requestId: "r" };
  await gateway.gateway.registerAccount(accountRegistration(account, about));
  site = await gateway.gateway.registerSite({ name: "店", requestId: "r" });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the client for Node", () => {
  it("makes a payment, finds it again, and hears what is refused and why", async () => {
    const client = new DedepayClient({ url: gateway.url, keyId: site.keyId, secret: site.keySecret });
    const made = await client.call("POST", "/v1/payments", { body: order("N-1") });
    expect(made).toMatchObject({ order_no: "N-1", state: "unpaid", subject: "青瓷茶杯 / 一只" });
    expect(await client.call("GET", `/v1/payments/${made["id"]}`)).toMatchObject({ order_no: "N-1" });
    expect(await client.call("GET", "/v1/payments", { query: { order_no: "N-1" } })).toMatchObject({ data: [{}] });
    const again = client.call("POST", "/v1/payments", { body: { ...order("N-1"), amount_fen: 1 } });
    await expect(again).rejects.toMatchObject({ status: 409, problem: { code: 1013, existing_id: made["id"] } });
    const wrong = new DedepayClient({ url: gateway.url, keyId: site.keyId, secret: "another" });
    await expect(wrong.call("GET", "/v1/payments")).rejects.toMatchObject({ problem: { code: 1003 } });
  });
});

const client = fileURLToPath(new URL("../../../examples/php-client/dedepay.php", import.meta.url));
const vectors = fileURLToPath(new URL("../../../examples/request-signature.json", import.meta.url));
const php = "/usr/bin/php";

/** Runs PHP code after the client's file; the arguments are `$argv[1]` and on. Answers its output as JSON. */
async function runPhp(code: string, ...parameters: string[]): Promise<unknown> {
  const program = `require ${JSON.stringify(client)}; ${code}`;
  const { stdout } = await promisify(execFile)(php, ["-d", "error_reporting=-1", "-r", program, "--", ...parameters]);
  return JSON.parse(stdout);
}

const isAbsent = !existsSync(php);

describe.skipIf(isAbsent)(`the client for PHP${isAbsent ? " (php is not installed)" : ""}`, () => {
  it("makes a payment, finds it again, and hears what is refused", async () => {
    const call = (method: string, path: string, query: string, input?: object): Promise<unknown> =>
      runPhp(
        `echo json_encode(dedepay_call($argv[1], $argv[2], $argv[3], $argv[4], $argv[5], $argv[6], json_decode($argv[7], true)));`,
        ...[gateway.url, site.keyId, site.keySecret, method, path, query, JSON.stringify(input ?? null)],
      );
    expect(await call("POST", "/v1/payments", "", order("P-1"))).toMatchObject([201, { subject: "青瓷茶杯 / 一只" }]);
    expect(await call("GET", "/v1/payments", "order_no=P-1")).toMatchObject([200, { data: [{ order_no: "P-1" }] }]);
    expect(await call("POST", "/v1/payments", "", { goods: "physical" })).toMatchObject([400, { code: 1012 }]);
  });

  it("says status 0 where the gateway can't be reached", async () => {
    const code = `echo json_encode(dedepay_call('http://127.0.0.1:9', 'k', 's', 'GET', '/v1/payments'));`;
    expect(await runPhp(code)).toEqual([0, null]);
  });

  it("signs as the published vectors, and knows a genuine webhook", async () => {
    const { secret, vectors: published } = JSON.parse(readFileSync(vectors, "utf8")) as {
      secret: string;
      vectors: { text: string; signature: string; body: string }[];
    };
    for (const { text, signature, body } of published) {
      expect(text.endsWith((await runPhp("echo json_encode(hash('sha256', $argv[1]));", body)) as string)).toBe(true);
      expect(await runPhp("echo json_encode('v1=' . hash_hmac('sha256', $argv[1], $argv[2]));", text, secret)).toBe(
        signature,
      );
    }
    const genuine = `$t = (string) time(); $s = 'v1=' . hash_hmac('sha256', $t . '.{}', 'whk');
      echo json_encode(array(dedepay_webhook_is_genuine('whk', $t, $s, '{}'), dedepay_webhook_is_genuine('whk', $t, $s, '{ }'),
        dedepay_webhook_is_genuine('other', $t, $s, '{}'), dedepay_webhook_is_genuine('whk', $t - 301, $s, '{}')));`;
    expect(await runPhp(genuine)).toEqual([true, false, false, false]);
  });

  it("has a call of twenty lines", () => {
    const [, call = ""] = /function dedepay_call[^\n]*\n(\{[\s\S]*?\n\})/.exec(readFileSync(client, "utf8")) ?? [];
    expect(call.split("\n").length).toBeLessThanOrEqual(20);
  });
});
