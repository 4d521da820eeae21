// Every framework's example receives the same bodies: genuine ones settle once and answer exactly `success`,
// forged ones settle nothing.

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMapiAccount, signTestNotification, type TradeFacts } from "@dedepay/alipay";
import express from "express";
import fastify from "fastify";
import Koa from "koa";
import { afterEach, describe, expect, test } from "vitest";
import { notifyRoute as expressRoute } from "./notification-express.ts";
import { notifyRoute as fastifyRoute } from "./notification-fastify.ts";
import { notifyRoute as koaRoute } from "./notification-koa.ts";
import { notifyRoute as nextRoute } from "./notification-next.ts";

const md5Key = "0123456789abcdefghijklmnopqrstuv";
const account = createMapiAccount({ partner: "2088000000000001", signType: "MD5", md5Key, charset: "gbk" });
const genuine = signTestNotification(
  { protocol: "mapi", signType: "MD5", md5Key, charset: "gbk" },
  {
    notify_type: "trade_status_sync",
    out_trade_no: "T20240101001",
    subject: "测试商品 & more",
    total_fee: "0.01",
    trade_status: "TRADE_SUCCESS",
  },
);
const forged = Buffer.from(genuine.toString("latin1").replace("total_fee=0.01", "total_fee=0.02"), "latin1");
const settled: TradeFacts[] = [];
const settle = async (facts: TradeFacts): Promise<void> => {
  settled.push(facts);
};
const closing: (() => Promise<unknown>)[] = [];

async function listen(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`;
}

type Post = (body: Uint8Array<ArrayBuffer>) => Promise<Response>;

// Alipay's own header is irregular: sometimes without a charset, sometimes with one of its choice.
const poster =
  (url: string): Post =>
  (body) =>
    fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded; text/html;charset=gbk" },
    });

const frameworks: Record<string, () => Promise<Post>> = {
  async Fastify() {
    const app = fastify();
    app.register(async (scope) => fastifyRoute(scope, account, settle));
    closing.push(() => app.close());
    return poster(`${await app.listen({ host: "127.0.0.1", port: 0 })}/notify`);
  },
  async Express() {
    const app = express();
    expressRoute(app, account, settle);
    return poster(await listen(app));
  },
  async Koa() {
    const app = new Koa({ proxy: false });
    app.silent = true;
    app.use(koaRoute(account, settle));
    return poster(await listen(app.callback()));
  },
  async Next() {
    const handle = nextRoute(account, settle);
    return (body) => handle(new Request("https://shop.example/notify", { method: "POST", body }));
  },
};

afterEach(async () => {
  settled.length = 0;
  for (const close of closing.splice(0)) await close();
});

describe.each(Object.keys(frameworks))("the notification handler in %s", (name) => {
  test("a genuine body in GBK settles the order and is answered with the seven bytes of success", async () => {
    const post = await frameworks[name]?.();
    const response = await post?.(new Uint8Array(genuine));
    expect(response?.status).toBe(200);
    expect(await response?.text()).toBe("success");
    expect(settled).toMatchObject([{ outTradeNo: "T20240101001", totalFen: 1n }]);
  });

  test("a forged body settles nothing and is not answered with success", async () => {
    const post = await frameworks[name]?.();
    const response = await post?.(new Uint8Array(forged));
    expect(response?.status).toBe(400);
    expect(await response?.text()).not.toBe("success");
    expect(settled).toEqual([]);
  });
});
