import { createHash, createHmac } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningShop, startShop } from "./start-shop.ts";

type Seen = { method: string; path: string; body: Record<string, unknown>; signed: boolean };
type Answer = { status: number; body: unknown };

const secret = "the site's secret";
const webhookSecret = "the webhook's secret";
let dataDir = "";
let gateway: Server;
let gatewayUrl = "";
let seen: Seen[] = [];
let answer: (request: Seen) => Answer;
let shop: RunningShop;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The gateway's rule, written here once more: both sides must not share a mistake. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const hash = createHash("sha256").update(body).digest("hex");
  const [path, query = ""] = (request.url ?? "").split("?");
  const text = `${request.method}\n${path}\n${query}\n${request.headers["dedepay-timestamp"]}\n${hash}`;
  return request.headers["dedepay-signature"] === `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
}

function open(): Promise<RunningShop> {
  const accounts = { mapi: "acc_mapi", openapi: "acc_open" };
  return startShop({ port: 0, gatewayUrl, keyId: "key_1", secret, webhookSecret, accounts, dataDir });
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "shop-"));
  seen = [];
  answer = () => ({ status: 201, body: { id: "pay_1", state: "unpaid", pay_url: `${gatewayUrl}/pay/pay_1` } });
  gateway = createServer(async (request, reply) => {
    const body = await bodyOf(request);
    const one = {
      method: request.method ?? "",
      path: request.url ?? "",
      body: JSON.parse(body.toString()),
      signed: isSigned(request, body),
    };
    seen.push(one);
    const result = answer(one);
    reply.writeHead(result.status, { "content-type": "application/json" }).end(JSON.stringify(result.body));
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  shop = await open();
});

afterEach(async () => {
  await shop.close();
  await new Promise((resolve) => gateway.close(resolve));
  await rm(dataDir, { recursive: true });
});

async function order(goods: string, way: string): Promise<{ no: string; location: string }> {
  const reply = await fetch(`${shop.url}/orders`, {
    method: "POST",
    body: new URLSearchParams({ goods, way }),
    redirect: "manual",
  });
  expect(reply.status).toBe(303);
  const sent = seen.at(-1)?.body["order_no"];
  return { no: String(sent), location: reply.headers.get("location") ?? "" };
}

type Hook = {
  id?: string;
  at?: number;
  secret?: string;
  amount?: number;
  type: string;
  no: string;
  tamper?: boolean;
  firstSignature?: string;
};

async function deliver(hook: Hook): Promise<{ status: number; body: string }> {
  const payment = { id: "pay_1", order_no: hook.no, amount_fen: hook.amount ?? 990, refunded_fen: 0, currency: "CNY" };
  const id = hook.id ?? "del_1";
  const text = JSON.stringify({ id, type: hook.type, created_at: "2026-01-02T00:00:00Z", payment });
  const timestamp = String(hook.at ?? Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", hook.secret ?? webhookSecret)
    .update(`${timestamp}.${text}`)
    .digest("hex");
  const reply = await fetch(`${shop.url}/webhook`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "dedepay-delivery": id,
      "dedepay-timestamp": timestamp,
      "dedepay-signature": `${hook.firstSignature ?? ""}v1=${signature}`,
    },
    body: hook.tamper === true ? text.replace('"pay_1"', '"pay_2"') : text,
  });
  return { status: reply.status, body: await reply.text() };
}

const orderPage = async (no: string): Promise<string> => (await fetch(`${shop.url}/orders/${no}`)).text();

describe("the shop and the gateway's API", () => {
  it("signs its order and sends the buyer to the pay page", async () => {
    const { no, location } = await order("teacup", "escrow");
    expect(location).toBe(`${gatewayUrl}/pay/pay_1`);
    expect(seen).toEqual([
      {
        method: "POST",
        path: "/v1/payments",
        signed: true,
        body: {
          order_no: no,
          amount_fen: 3990,
          subject: "青瓷茶杯",
          goods: "physical",
          account: "acc_mapi",
          product: "escrow",
          return_url: `${shop.url}/orders/${no}`,
        },
      },
    ]);
  });

  it("uses the account which has the product", async () => {
    await order("tea-book", "qr");
    expect(seen[0]?.body).toMatchObject({ account: "acc_open", product: "qr", goods: "virtual", amount_fen: 990 });
  });

  it("shows the gateway's refusal with its code and request id, and can try again", async () => {
    answer = () => ({
      status: 422,
      body: { code: 1010, name: "BUSINESS_ERROR", detail: "合同<未>生效", request_id: "req_7" },
    });
    const { no, location } = await order("tea-book", "direct");
    expect(location).toBe(`/orders/${no}`);
    const page = await orderPage(no);
    expect(page).toMatch(/支付失败.*合同&lt;未&gt;生效.*1010.*req_7/s);
    answer = () => ({ status: 201, body: { id: "pay_1", pay_url: `${gatewayUrl}/pay/pay_1` } });
    const again = await fetch(`${shop.url}/orders/${no}/pay`, { method: "POST", redirect: "manual" });
    expect(again.headers.get("location")).toBe(`${gatewayUrl}/pay/pay_1`);
    expect(seen.map((one) => one.body["order_no"])).toEqual([no, no]);
  });

  it("keeps the order when the gateway is not there", async () => {
    await new Promise((resolve) => {
      gateway.close(resolve);
      gateway.closeAllConnections();
    });
    const reply = await fetch(`${shop.url}/orders`, {
      method: "POST",
      body: new URLSearchParams({ goods: "tea-book", way: "direct" }),
      redirect: "manual",
    });
    expect(await orderPage(reply.headers.get("location")?.split("/").at(-1) ?? "")).toMatch(/支付失败.*1015/s);
    gateway.listen(0);
  });
});

describe("the shop's webhook", () => {
  it("hands out the goods once, whatever is repeated", async () => {
    const { no } = await order("tea-book", "direct");
    expect(await orderPage(no)).toContain('data-status="unpaid"');
    const both = await Promise.all([deliver({ type: "payment.paid", no }), deliver({ type: "payment.paid", no })]);
    expect(both.map((one) => one.body).sort()).toEqual(['{"outcome":"applied"}', '{"outcome":"duplicate"}']);
    const code = /<code>(\w+)<\/code>/.exec(await orderPage(no))?.[1];
    expect(code).toHaveLength(16);
    await deliver({ type: "payment.paid", no, id: "del_2" });
    expect(await orderPage(no)).toContain(`<code>${code}</code>`);
  });

  it("takes a delivery that is signed under another secret as well, while the gateway's is being replaced", async () => {
    const { no } = await order("tea-book", "direct");
    const firstSignature = `v1=${"0".repeat(64)},`;
    expect(await deliver({ type: "payment.paid", no, firstSignature })).toMatchObject({ status: 200 });
    expect(await deliver({ type: "payment.paid", no, firstSignature, secret: "guessed" })).toMatchObject({
      status: 401,
    });
  });

  it("acknowledges nothing that is not on disk, also when the same delivery comes again", async () => {
    const { no } = await order("tea-book", "direct");
    await rm(dataDir, { recursive: true });
    expect((await deliver({ type: "payment.paid", no })).status).toBe(500);
    expect((await deliver({ type: "payment.paid", no })).status).toBe(500);
    await mkdir(dataDir);
    expect(await deliver({ type: "payment.paid", no })).toEqual({ status: 200, body: '{"outcome":"duplicate"}' });
    expect(await readFile(join(dataDir, "shop-orders.json"), "utf8")).toContain('"money": "paid"');
  });

  it("still knows orders and deliveries after a restart", async () => {
    const { no } = await order("tea-book", "direct");
    await deliver({ type: "payment.paid", no });
    await shop.close();
    shop = await open();
    expect(await deliver({ type: "payment.paid", no })).toEqual({ status: 200, body: '{"outcome":"duplicate"}' });
    expect(await orderPage(no)).toContain('data-status="paid"');
  });

  it.each([
    ["another secret", { secret: "guessed" }, 401, "wrong_signature"],
    ["a changed body", { tamper: true }, 401, "wrong_signature"],
    ["an old timestamp", { at: Math.floor(Date.now() / 1000) - 3600 }, 401, "stale"],
    ["a timestamp from the future", { at: Math.floor(Date.now() / 1000) + 3600 }, 401, "stale"],
    ["another amount", { amount: 1 }, 422, "mismatch"],
    ["an unknown order", { no: "T0" }, 422, "unknown_order"],
  ])("refuses %s and changes nothing", async (_what, changes, status, reason) => {
    const { no } = await order("tea-book", "direct");
    const reply = await deliver({ type: "payment.paid", no, ...changes });
    expect(reply.status).toBe(status);
    expect(reply.body).toContain(reason);
    expect(await orderPage(no)).toContain('data-status="unpaid"');
  });

  it("refuses what carries no signature", async () => {
    for (const headers of [{}, { "dedepay-timestamp": "x", "dedepay-signature": "v1=00" }] as Record<
      string,
      string
    >[]) {
      const reply = await fetch(`${shop.url}/webhook`, { method: "POST", headers, body: "{}" });
      expect([reply.status, await reply.text()]).toEqual([401, '{"error":"unsigned"}']);
    }
  });
});

describe("the owner's page", () => {
  it("ships an escrow order through the gateway, and once only", async () => {
    const { no } = await order("teacup", "escrow");
    await deliver({ type: "payment.escrow_paid", no, amount: 3990 });
    expect(await (await fetch(`${shop.url}/owner`)).text()).toContain(`/owner/orders/${no}/ship`);
    const shipped = await fetch(`${shop.url}/owner/orders/${no}/ship`, { method: "POST" });
    expect(await shipped.text()).toContain("已发货");
    expect(seen.at(-1)).toMatchObject({
      method: "POST",
      path: "/v1/payments/pay_1/shipment",
      signed: true,
      body: { transport_type: "EXPRESS" },
    });
    await fetch(`${shop.url}/owner/orders/${no}/ship`, { method: "POST" });
    expect(seen.filter((one) => one.path.endsWith("/shipment"))).toHaveLength(1);
    expect(await orderPage(no)).toContain('data-status="shipped"');
  });

  it("says so when the gateway refuses, and keeps the button", async () => {
    const { no } = await order("teacup", "escrow");
    await deliver({ type: "payment.escrow_paid", no, amount: 3990 });
    answer = () => ({
      status: 503,
      body: { code: 1016, name: "ALIPAY_UNAVAILABLE", detail: "支付宝没有回答", request_id: "req_9" },
    });
    const reply = await fetch(`${shop.url}/owner/orders/${no}/ship`, { method: "POST" });
    expect(await reply.text()).toMatch(/支付宝没有回答（1016，req_9）.*发货 Ship/s);
    expect(await orderPage(no)).toContain('data-status="escrow"');
  });

  it("ships a direct order by itself: Alipay has nothing to do with it", async () => {
    const { no } = await order("teacup", "direct");
    await deliver({ type: "payment.paid", no, amount: 3990 });
    await fetch(`${shop.url}/owner/orders/${no}/ship`, { method: "POST" });
    expect(seen).toHaveLength(1);
    expect(await orderPage(no)).toContain('data-status="shipped"');
  });
});
