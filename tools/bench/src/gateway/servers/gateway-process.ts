// The gateway in a process of its own, as `dedepay serve` runs it, with one account of each protocol and one site. Two things
// differ: rate limits are out of the way, and timers stand still, so that nothing is delivered to the site or asked of Alipay
// meanwhile: what is owed waits in the outbox, where the notification's transaction has put it.
import { createWriteStream } from "node:fs";
import { createPinoLog, startGateway, systemRandomness } from "@dedepay/gateway";
import { identity, type SiteKey } from "../messages.ts";
import { serveParent } from "./serve-parent.ts";

export type GatewayInput = {
  readonly dataDir: string;
  readonly url: string | undefined;
  readonly keys: { readonly appPrivateKey: string; readonly alipayPublicKey: string };
};
export type GatewayReady = { readonly port: number; readonly key: SiteKey };

const { dataDir, url: databaseUrl, keys } = JSON.parse(process.argv[2] ?? "{}") as GatewayInput;
const many = 1e9;

const nothingLeaves = async (): Promise<never> => {
  throw new Error("nothing leaves this benchmark");
};

const running = await startGateway({
  dataDir,
  ...(databaseUrl !== undefined && { databaseUrl }),
  masterKey: Buffer.alloc(32, 7),
  port: 0,
  log: createPinoLog({ destination: createWriteStream("/dev/null") }),
  rateLimits: { perAddress: many, perKey: many },
  platform: {
    clock: { nowMs: () => Date.now() },
    timers: { after: () => ({ cancel: () => {} }) },
    randomness: systemRandomness(),
    http: nothingLeaves,
    egress: nothingLeaves,
    mail: nothingLeaves,
  },
});
const { gateway } = running;
const requestId = "req_bench";
const endpoint = "https://openapi.alipay.com/gateway.do";
await gateway.registerAccount({
  ...{ id: "openapi", environment: "production", endpoint, protocol: "openapi", requestId },
  credentials: {
    appId: identity.appId,
    privateKey: keys.appPrivateKey,
    alipayPublicKey: keys.alipayPublicKey,
    sellerId: identity.sellerId,
  },
  contracts: [{ product: "page", goods: "any", status: "active" }],
});
await gateway.registerAccount({
  ...{ id: "mapi", environment: "production", endpoint, protocol: "mapi", requestId },
  credentials: { partner: identity.partner, signType: "MD5", md5Key: identity.md5Key },
  contracts: [{ product: "direct", goods: "any", status: "active" }],
});
const webhookUrl = "https://shop.example/webhook";
const site = await gateway.registerSite({ name: "shop", webhookUrl, defaultAccount: "openapi", requestId });
const ready: GatewayReady = {
  port: Number(new URL(running.url).port),
  key: { id: site.keyId, secret: site.keySecret },
};
serveParent({ ready, close: () => running.close() });
