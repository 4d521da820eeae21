// A fresh gateway and a fresh local Alipay, reached over HTTP only: what a site sees, sent the way a site sends it.
import { join } from "node:path";
import { type RunningGateway, startGateway } from "@dedepay/gateway";
import { type Simulator, startSimulator } from "@dedepay/simulator";
import { accountRegistration } from "../demo/account-registration.ts";
import type { HttpExchange, HttpResponse } from "../platform/http-exchange.ts";
import { type SiteKey, signedHeaders } from "../smoke/site-signature.ts";
import type { Surroundings } from "../surroundings.ts";

export type Language = "zh" | "en";

export type SiteCall = {
  method?: "GET" | "POST";
  target: string;
  /** An object becomes JSON; a text goes as it is. */
  body?: unknown;
  /** Another key, or another clock. */
  key?: SiteKey;
  ageSeconds?: number;
};

/** What every condition may use. */
export type Stage = {
  site(call: SiteCall, language: Language): Promise<HttpResponse>;
  /** A new order; its fields may be replaced. Rejects where the gateway refuses it. */
  order(changes?: Record<string, unknown>): Promise<PaymentDocument>;
  newOrderNo(): string;
  /** The buyer leaves for Alipay and arrives there. */
  open(payment: PaymentDocument): Promise<void>;
  /** The buyer pays what he opened; the gateway knows it afterwards. */
  pay(payment: PaymentDocument): Promise<void>;
  /** The local Alipay misbehaves from now on where the rule says so. */
  rule(rule: unknown): Promise<void>;
  /** The key of a site of its own, whose requests are counted apart. */
  otherKey: SiteKey;
  /** Takes the gateway's database away under its running server. */
  stopStore(): Promise<void>;
  get(url: string): Promise<HttpResponse>;
  close(): Promise<void>;
};

export type PaymentDocument = { id: string; order_no: string; pay_url: string; attempts: { out_trade_no: string }[] };

/** Requests a minute for one key: few enough to be used up in a moment. */
export const requestsPerMinute = 120;
const buyerId = "2088202000000014";
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {}

type Parts = { surroundings: Surroundings; exchange: HttpExchange; gateway: RunningGateway; simulator: Simulator };

export async function openStage(
  surroundings: Surroundings,
  exchange: HttpExchange,
  dataFolder: string,
): Promise<Stage> {
  const simulator = await startSimulator();
  const gateway = await startGateway({
    dataDir: join(dataFolder, "gateway"),
    masterKey: surroundings.randomBytes(32),
    port: 0,
    log: silent,
    rateLimits: { perAddress: 100_000, perKey: requestsPerMinute },
  });
  const parts = { surroundings, exchange, gateway, simulator };
  await registerAccounts(parts);
  return stageOf(parts, await newSite(parts, "conformance"), await newSite(parts, "hasty"));
}

async function registerAccounts({ gateway: { gateway }, simulator }: Parts): Promise<void> {
  for (const account of simulator.world.accounts) {
    if (!["mapi-direct-physical", "openapi-key"].includes(account.id)) continue;
    const endpoint = account.protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint;
    const about = { id: account.id, endpoint, requestId: gateway.newRequestId() };
    await gateway.registerAccount(accountRegistration(account, about));
    if (account.id !== "openapi-key") continue;
    // Nobody listens on port 9 of this machine.
    const nowhere = { ...about, id: "unreachable", endpoint: "http://127.0.0.1:9/gateway.do" };
    await gateway.registerAccount(accountRegistration(account, nowhere));
  }
}

async function newSite({ gateway: { gateway } }: Parts, name: string): Promise<SiteKey> {
  const site = await gateway.registerSite({ name, defaultAccount: "openapi-key", requestId: gateway.newRequestId() });
  return { id: site.keyId, secret: site.keySecret };
}

function stageOf(parts: Parts, key: SiteKey, otherKey: SiteKey): Stage {
  const { exchange, gateway, simulator } = parts;
  let orders = 0;
  const newOrderNo = (): string => {
    orders += 1;
    return `C-${orders}`;
  };
  const site: Stage["site"] = (call, language) => send(parts, { key, ...call }, language);
  const post = (url: string, body: unknown): Promise<HttpResponse> =>
    exchange({
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(body)),
    });
  const open: Stage["open"] = async (payment) => {
    const left = await exchange({ method: "POST", url: payment.pay_url });
    const location = left.headers.get("location");
    if (left.status !== 303 || location === undefined) throw new Error(`the pay page answered ${left.status}`);
    if (location.startsWith(simulator.url)) await followTo(exchange, location);
  };
  return {
    site,
    newOrderNo,
    otherKey,
    open,
    async order(changes = {}) {
      const body = {
        order_no: newOrderNo(),
        amount_fen: 1999,
        subject: "青瓷茶杯",
        goods: "physical",
        product: "page",
      };
      const reply = await site({ method: "POST", target: "/v1/payments", body: { ...body, ...changes } }, "zh");
      if (reply.status !== 201) throw new Error(`no payment was made: ${textOf(reply)}`);
      return JSON.parse(textOf(reply)) as PaymentDocument;
    },
    async pay(payment) {
      await open(payment);
      const number = payment.attempts[0]?.out_trade_no ?? "";
      const done = await post(`${simulator.url}/sim/trades/${number}/actions`, { action: "pay", buyer: buyerId });
      if (done.status >= 300) throw new Error(`the buyer could not pay: ${textOf(done)}`);
      await site({ method: "POST", target: `/v1/payments/${payment.id}/sync` }, "zh");
    },
    async rule(rule) {
      const made = await post(`${simulator.url}/sim/rules`, rule);
      if (made.status !== 201) throw new Error(`no rule: ${textOf(made)}`);
    },
    stopStore: () => gateway.gateway.close(),
    get: (url) => exchange({ method: "GET", url }),
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}

async function followTo(exchange: HttpExchange, url: string): Promise<void> {
  const arrived = await exchange({ method: "GET", url });
  const next = arrived.headers.get("location");
  if (next !== undefined) await exchange({ method: "GET", url: new URL(next, url).href });
}

function send(parts: Parts, call: SiteCall & { key: SiteKey }, language: Language): Promise<HttpResponse> {
  const method = call.method ?? "GET";
  const body = call.body === undefined ? "" : typeof call.body === "string" ? call.body : JSON.stringify(call.body);
  const timestampSeconds = Math.floor(parts.surroundings.nowMs() / 1000) - (call.ageSeconds ?? 0);
  return parts.exchange({
    method,
    url: parts.gateway.url + call.target,
    headers: {
      ...signedHeaders(call.key, { method, target: call.target, body, timestampSeconds }),
      "accept-language": language === "zh" ? "zh-CN" : "en",
      ...(body !== "" && { "content-type": "application/json" }),
    },
    ...(body !== "" && { body: Buffer.from(body) }),
  });
}

export function textOf(reply: HttpResponse): string {
  return Buffer.from(reply.body).toString("utf8");
}
