// A site's webhook for tests: verifies each delivery by the published rule and keeps it.
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { id: string; type: string; verified: boolean; payment: Record<string, unknown> };

export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** Set once the site is registered. */
  secret: string;
  /** Asked before each answer: how long it takes, and its status. Left out: at once, 204. */
  manner?: () => { delayMs: number; status: number };
  close(): Promise<void>;
};

export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, reply) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const text = `${request.headers["dedepay-timestamp"]}.${body.toString("utf8")}`;
    const expected = `v1=${createHmac("sha256", receiver.secret).update(text).digest("hex")}`;
    const delivery = JSON.parse(body.toString("utf8"));
    const signatures = String(request.headers["dedepay-signature"]).split(",");
    const verified = signatures.includes(expected) && request.headers["dedepay-delivery"] === delivery.id;
    received.push({ ...delivery, verified });
    const { delayMs, status } = receiver.manner?.() ?? { delayMs: 0, status: 204 };
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    reply.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    secret: "",
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
