// The demo shop as one running thing. It knows dedepay only by its public HTTP API and its webhooks.
import { randomInt } from "node:crypto";
import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { buyerRoutes } from "./buyer-routes.ts";
import { GatewayClient } from "./gateway-client.ts";
import { OrderStore } from "./order-store.ts";
import { ownerRoutes } from "./owner-routes.ts";
import { notFoundPage } from "./pages/not-found-page.ts";
import { orderScript } from "./pages/order-page.ts";
import { styles } from "./pages/styles.ts";
import type { ShopAccounts } from "./payment-way.ts";
import type { Shop } from "./shop.ts";
import { webhookRoute } from "./webhook-route.ts";

export type StartShopOptions = {
  /** Default 127.0.0.1. */
  host?: string;
  /** 0 takes a free one. The site's webhook at the gateway is `<url>/webhook`. */
  port: number;
  gatewayUrl: string;
  /** The key which the gateway issued for this site. */
  keyId: string;
  secret: string;
  webhookSecret: string;
  accounts: ShopAccounts;
  /** Where shop-orders.json is kept. */
  dataDir: string;
  /** Where buyers reach the shop. Default: where it listens. */
  publicUrl?: string;
};

export type RunningShop = { url: string; close(): Promise<void> };

/** Errors: what `listen` gives, for example EADDRINUSE. */
export async function startShop(options: StartShopOptions): Promise<RunningShop> {
  const orders = await OrderStore.open(options.dataDir);
  let publicUrl = options.publicUrl ?? "";
  const shop: Shop = {
    orders,
    gateway: new GatewayClient(options),
    accounts: options.accounts,
    webhookSecret: options.webhookSecret,
    publicUrl: () => publicUrl,
    nowMs: () => Date.now(),
    newCode: randomCode,
  };
  const app = createShopServer(shop);
  const host = options.host ?? "127.0.0.1";
  await app.listen({ host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  if (publicUrl === "") publicUrl = url;
  return {
    url,
    close: async () => {
      await app.close();
      await orders.flush();
    },
  };
}

/** The shop's routes without a port. */
export function createShopServer(shop: Shop): FastifyInstance {
  const app = fastify({ logger: false, bodyLimit: 256 * 1024 });
  app.removeAllContentTypeParsers();
  // The webhook's signature is over the bytes, so nothing may parse them before.
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin",
      "content-security-policy":
        // Forms lead to the gateway and from there to Alipay, over redirects which form-action also applies to.
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'",
    });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type("text/html; charset=utf-8").send(notFoundPage()));
  app.get("/shop.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(styles));
  app.get("/shop.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(orderScript));
  app.register(buyerRoutes(shop));
  app.register(ownerRoutes(shop));
  app.register(webhookRoute(shop));
  return app;
}

/** 16 characters, 80 bits; none that is easily misread. */
function randomCode(): string {
  const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  return Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
