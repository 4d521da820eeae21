// The stand-in for Alipay behind a real port, for gateways that run as processes of their own. Slow now and then.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FakeAlipay } from "./fake-alipay.ts";

export type AlipayServer = { url: string; close(): Promise<void> };

/** `delayMs` is asked once before Alipay carries a call out and once before its answer leaves. */
export async function alipayServer(alipay: FakeAlipay, delayMs: () => number): Promise<AlipayServer> {
  const server = createServer(async (request, reply) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    await sleep(delayMs());
    const { status, headers, body } = await alipay.send({
      method: request.method === "GET" ? "GET" : "POST",
      url: `http://127.0.0.1${request.url}`,
      headers: {},
      body: Buffer.concat(pieces),
      timeoutMs: 0,
    });
    await sleep(delayMs());
    reply.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
