import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { plainBrowser } from "./http/testing/plain-browser.ts";
import { type Rehearsal, startRehearsal } from "./http/testing/rehearsal.ts";
import type { SiteClient } from "./http/testing/site-client.ts";
import type { WebhookReceiver } from "./http/testing/webhook-receiver.ts";
import type { Log } from "./platform/log.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

let stage: Rehearsal;
let simulator: Simulator;
let gateway: RunningGateway;
let hook: WebhookReceiver;
let site: SiteClient;
let admin: Rehearsal["admin"];
let registerAccount: Rehearsal["registerAccount"];
let lines: Rehearsal["lines"];
let log: Log;
let masterKey: Uint8Array;

let orders = 0;
async function order(changes: Record<string, unknown>): Promise<{ id: string; payUrl: string; orderNo: string }> {
  orders += 1;
  const orderNo = `S-${orders}`;
  const { status, body } = await site("POST", "/v1/payments", {
    order_no: orderNo,
    amount_fen: 1999,
    subject: "青瓷茶杯",
    goods: "physical",
    return_url: new URL("/back", hook.url).href,
    ...changes,
  });
  expect(body).toMatchObject({ order_no: orderNo, state: "unpaid", amount_fen: 1999 });
  expect(status).toBe(201);
  return { id: String(body["id"]), payUrl: String(body["pay_url"]), orderNo };
}

function deliveriesOf(id: string): string[] {
  return hook.received.filter((one) => one.payment["id"] === id).map((one) => `${one.type} ${one.verified}`);
}

beforeAll(async () => {
  stage = await startRehearsal();
  ({ simulator, gateway, hook, site, admin, registerAccount, lines, log, masterKey } = stage);
});

afterAll(async () => {
  await stage?.close();
});

describe("a payment over HTTP, from the order to the delivery", () => {
  it.each([
    ["direct", "mapi-all", "desktop", "paid"],
    ["page", "openapi-key", "desktop", "paid"],
    ["wap", "openapi-key", "phone", "paid"],
    ["escrow", "mapi-all", "phone", "escrow_paid"],
  ] as const)("%s on %s by a %s ends %s", async (product, account, device, state) => {
    const { id, payUrl, orderNo } = await order({ product, account });
    const browser = plainBrowser(device);
    const payPage = await browser.open(payUrl);
    expect(payPage.html).toContain("¥</span>19.99");
    const cashier = await browser.submit(payPage, `/pay/${id}`);
    expect(cashier.url).toMatch(new RegExp(`^${simulator.url}/cashier/`));
    expect(cashier.html).toContain("青瓷茶杯");
    const done = await browser.submit(cashier, "/pay");
    const returned = await browser.open(done.url.replace("/done", "/return"));
    expect(returned.url).toMatch(new RegExp(`^${gateway.url}/return/`));
    await vi.waitFor(async () =>
      expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state, outcome: "paid" }),
    );
    const receipt = await browser.open(returned.url);
    expect(receipt.html).toContain(`data-state="${state}"`);
    expect(receipt.html).toContain(`/back?payment_id=${id}&amp;order_no=${orderNo}`);
    await vi.waitFor(async () => expect(deliveriesOf(id)).toContain(`payment.${state} true`));
  });

  it("sends a phone and a desktop to different services where the site left the choice to us", async () => {
    for (const [device, other, service] of [
      ["desktop", "phone", "alipay.trade.page.pay"],
      ["phone", "desktop", "alipay.trade.wap.pay"],
    ] as const) {
      const { id, payUrl } = await order({ account: "openapi-key" });
      const browser = plainBrowser(device);
      const payPage = await browser.open(payUrl);
      expect((await browser.submit(payPage, `/pay/${id}`)).html).toContain(service);
      const corrected = await browser.submit(payPage, `/pay/${id}`, { device: other });
      expect(corrected.html).not.toContain(service);
      expect(payPage.html).toContain(`name="device" value="${other}"`);
    }
    const { id, payUrl } = await order({ account: "openapi-key", product: "page" });
    expect((await plainBrowser().open(payUrl)).html).not.toContain('value="phone"');
    expect(id).toMatch(/^pay_/);
  });

  it("shows a QR code whose address opens the cashier, and the receipt once it is paid", async () => {
    const { id, payUrl } = await order({ product: "qr", account: "openapi-key" });
    const browser = plainBrowser("desktop");
    const qrPage = await browser.submit(await browser.open(payUrl), `/pay/${id}`);
    expect(qrPage.html).toContain("<svg");
    const code = /href="([^"]*)" data-open-code/.exec(qrPage.html)?.[1] ?? "";
    const phone = plainBrowser("phone");
    await phone.submit(await phone.open(code), "/pay");
    await vi.waitFor(async () => expect((await browser.open(payUrl)).html).toContain("支付成功"));
  });

  it("ends delivered though the buyer never comes back", async () => {
    const { id, payUrl } = await order({ product: "direct", goods: "virtual" });
    const browser = plainBrowser();
    await browser.submit(await browser.submit(await browser.open(payUrl), `/pay/${id}`), "/pay");
    await vi.waitFor(async () => expect(deliveriesOf(id)).toEqual(["payment.paid true"]));
    const inspected = await admin(`/admin/payments/${id}`);
    expect(inspected).toMatchObject({
      payment: { state: "paid" },
      postings: [{ from: "buyer" }, { to: "merchant", amount_fen: 1999 }],
      deliveries: [{ type: "payment.paid", status: "done" }],
    });
  });

  it("tells Alipay of the shipment, and the buyer to confirm", async () => {
    const { id, payUrl } = await order({ product: "escrow" });
    const browser = plainBrowser();
    const cashier = await browser.submit(await browser.open(payUrl), `/pay/${id}`);
    await browser.submit(cashier, "/pay");
    await vi.waitFor(async () =>
      expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "escrow_paid" }),
    );
    const shipped = await site("POST", `/v1/payments/${id}/shipment`, {
      logistics_name: "顺丰速运",
      transport_type: "EXPRESS",
    });
    expect(shipped).toMatchObject({ status: 200, body: { id } });
    await vi.waitFor(async () => expect((await browser.open(payUrl)).html).toContain("请确认收货"));
    await browser.submit(await browser.open(cashier.url), "/confirm");
    await vi.waitFor(async () => expect(deliveriesOf(id)).toContain("payment.paid true"));
  });
});

async function paidOrder(changes: Record<string, unknown>): Promise<string> {
  const { id, payUrl } = await order(changes);
  const browser = plainBrowser();
  await browser.submit(await browser.submit(await browser.open(payUrl), `/pay/${id}`), "/pay");
  await vi.waitFor(async () => expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "paid" }));
  return id;
}

describe("a refund over HTTP, judged by the simulator", () => {
  it("of OpenAPI goes back in two parts and is delivered each time", async () => {
    const id = await paidOrder({ product: "page", account: "openapi-key" });
    const first = await site("POST", `/v1/payments/${id}/refunds`, { amount_fen: 999, refund_no: "R-1" });
    expect(first).toMatchObject({ status: 201, body: { state: "succeeded", amount_fen: 999, refund_no: "R-1" } });
    expect(await site("POST", `/v1/payments/${id}/refunds`, { amount_fen: 999, refund_no: "R-1" })).toMatchObject({
      status: 200,
      body: { id: first.body["id"] },
    });
    const tooMuch = await site("POST", `/v1/payments/${id}/refunds`, { amount_fen: 1001 });
    expect(tooMuch).toMatchObject({ status: 422, body: { code: 1011, allowed: { max_fen: 1000 } } });
    expect(await site("GET", `/v1/payments/${id}/refunds/R-1`)).toMatchObject({ body: { id: first.body["id"] } });
    await vi.waitFor(() => expect(deliveriesOf(id)).toContain("payment.refunded true"));
    expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "paid", refunded_fen: 999 });
  });

  it("of the partner protocol is settled by the signed result of its batch", async () => {
    const id = await paidOrder({ product: "direct", account: "mapi-all" });
    const asked = await site("POST", `/v1/payments/${id}/refunds`, {});
    expect(asked).toMatchObject({ status: 202, body: { amount_fen: 1999 } });
    await vi.waitFor(async () =>
      expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "refunded", refunded_fen: 1999 }),
    );
    expect((await site("GET", `/v1/payments/${id}/refunds`)).body).toMatchObject({
      data: [{ state: "succeeded" }],
      external_fen: 0,
    });
  });

  it("with a password goes over the operator's page", async () => {
    const id = await paidOrder({ product: "direct", account: "mapi-all" });
    const { body } = await site("POST", `/v1/payments/${id}/refunds`, { amount_fen: 500, with_password: true });
    const browser = plainBrowser();
    const page = await browser.open(String(body["operator_url"]));
    const operator = await browser.submit(page, `/refund/${body["id"]}`);
    await browser.submit(operator, "/confirm");
    await vi.waitFor(async () =>
      expect((await site("GET", `/v1/payments/${id}/refunds`)).body).toMatchObject({ data: [{ state: "succeeded" }] }),
    );
  });
});

describe("bad input over HTTP", () => {
  it("tells the buyer and the site when Alipay can't be reached, loses nothing, and can try again", async () => {
    await registerAccount("openapi-key", { id: "unreachable", endpoint: "http://127.0.0.1:9/gateway.do" });
    const { id, payUrl } = await order({ account: "unreachable", product: "qr" });
    const browser = plainBrowser();
    const failed = await browser.submit(await browser.open(payUrl), `/pay/${id}`);
    expect(failed.html).toMatch(/支付失败.*没有扣款.*再试一次/s);
    expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({
      state: "unpaid",
      last_error: { code: 1015 },
    });
    const logged = lines.find((line) => line["paymentId"] === id && line["code"] === 1015);
    expect(logged?.["requestId"]).toMatch(/^req_/);
  });

  it("keeps nothing of a forged notification and answers fail", async () => {
    const { id } = await order({ product: "direct" });
    const { body } = await site("GET", `/v1/payments/${id}`);
    const [attempt] = body["attempts"] as { out_trade_no: string }[];
    const forged = `notify_type=trade_status_sync&trade_status=TRADE_SUCCESS&total_fee=19.99&out_trade_no=${attempt?.out_trade_no}&sign_type=MD5&sign=${"0".repeat(32)}`;
    for (const [account, text] of [
      ["mapi-all", forged],
      ["mapi-all", ""],
      ["mapi-all", "\xff\xfe&=&&%zz"],
      ["nobody", forged],
    ]) {
      const reply = await fetch(`${gateway.url}/notify/${account}`, { method: "POST", body: text ?? "" });
      expect(await reply.text()).toBe("fail");
    }
    expect((await site("GET", `/v1/payments/${id}`)).body).toMatchObject({ state: "unpaid" });
  });

  it("names what is wrong with an order: the account, the product, changed content", async () => {
    const base = { order_no: "B-1", amount_fen: 100, subject: "茶", goods: "virtual" };
    expect((await site("POST", "/v1/payments", { ...base, account: "nobody" })).body["code"]).toBeTypeOf("number");
    expect(
      (await site("POST", "/v1/payments", { ...base, return_url: "https://elsewhere.example/" })).body,
    ).toMatchObject({ param: "return_url" });
    expect((await site("POST", "/v1/payments", base)).status).toBe(201);
    expect((await site("POST", "/v1/payments", base)).status).toBe(200);
    expect((await site("POST", "/v1/payments", { ...base, amount_fen: 200 })).body).toMatchObject({
      code: 1013,
      status: 409,
    });
    expect((await site("GET", "/v1/payments/pay_none")).body).toMatchObject({ code: 1009, status: 404 });
    expect((await site("GET", "/v1/payments?order_no=B-1")).body).toMatchObject({ data: [{ order_no: "B-1" }] });
    expect((await site("GET", "/v1/payments?order_no=B-2")).body).toEqual({ data: [], next_cursor: null });
  });

  it("refuses an account whose key is not a key, without repeating it", async () => {
    const bad = { environment: "simulator", endpoint: simulator.openapiEndpoint, protocol: "openapi", contracts: [] };
    const failure = await admin("/admin/accounts", {
      ...bad,
      credentials: { appId: "2021000100000017", privateKey: "not-a-key-at-all", alipayPublicKey: "nor-is-this" },
    }).catch(String);
    expect(failure).toMatch(/"code":1002/);
    expect(failure).not.toMatch(/not-a-key-at-all|nor-is-this/);
  });

  it("never logs a secret", async () => {
    const text = JSON.stringify(lines);
    for (const account of simulator.world.accounts) {
      if (account.protocol === "mapi") expect(text).not.toContain(account.md5Key);
      else expect(text).not.toContain(account.privateKey.slice(200, 260));
    }
    expect(text).not.toContain(hook.secret);
    expect(text).not.toContain(gateway.adminToken);
  });
});

describe("starting and stopping", () => {
  it("names a taken port and the flag which changes it", async () => {
    const port = Number(new URL(gateway.url).port);
    const other = await mkdtemp(join(tmpdir(), "gateway-"));
    const failure = await startGateway({ dataDir: other, masterKey, port, log }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: "PortTakenError",
      port,
      flag: "--port",
      message: expect.stringContaining(String(port)),
    });
    await rm(other, { recursive: true });
  });

  it("keeps the admin routes on loopback when the public server is open or behind a proxy", async () => {
    const other = await mkdtemp(join(tmpdir(), "gateway-"));
    for (const open of [
      { host: "0.0.0.0", adminPort: 0 },
      { publicUrl: "https://pay.example.cn/", adminPort: 0 },
      { adminPort: 0 },
    ]) {
      const running = await startGateway({ dataDir: other, masterKey, port: 0, log, adminToken: "adm_given", ...open });
      const headers = { authorization: "Bearer adm_given" };
      expect((await fetch(`${running.url}/admin/accounts`, { headers })).status).toBe(404);
      expect((await fetch(`${running.adminUrl}/admin/accounts`, { headers })).status).toBe(200);
      expect(running.adminUrl).not.toBe(running.url);
      expect(running.adminToken).toBe("adm_given");
      await running.close();
    }
    await rm(other, { recursive: true });
  });

  it("shows the admin token once, keeps its hash only, and finds its data again", async () => {
    const other = await mkdtemp(join(tmpdir(), "gateway-"));
    const first = await startGateway({ dataDir: other, masterKey, port: 0, log });
    const token = first.adminToken ?? "";
    expect(token).toMatch(/^adm_[\w-]{43}$/);
    await first.gateway.registerSite({ name: "A", requestId: "req_test" });
    await Promise.all([first.close(), first.close()]);
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();
    const second = await startGateway({ dataDir: other, masterKey, port: 0, log });
    expect(second.adminToken).toBeUndefined();
    const reply = await fetch(`${second.adminUrl}/admin/accounts`, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(200);
    expect(await readFile(join(other, "admin-token.sha256"), "utf8")).not.toContain(token);
    await second.close();
    await rm(other, { recursive: true });
  });

  it("is ready once an account is there", async () => {
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  });
});
