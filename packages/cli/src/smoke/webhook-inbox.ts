// The receiving side of the rehearsal's site: an HTTP server which checks each webhook's signature, refuses some on
// purpose, and remembers all of them.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isWebhookGenuine } from "./site-signature.ts";

export interface ReceivedWebhook {
  readonly deliveryId: string;
  readonly type: string;
  readonly orderNo: string;
  readonly state: string;
  readonly accepted: boolean;
}

interface WebhookBody {
  id: string;
  type: string;
  payment: { order_no: string; state: string };
}

const largestBody = 64 * 1024;

export class WebhookInbox {
  readonly received: ReceivedWebhook[] = [];
  /** Webhooks whose signature was wrong; there must be none. */
  forged = 0;
  #secret = "";
  readonly #refusals: Map<string, number> = new Map();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  /** Listens on a free port of the loopback; answers the address for webhooks. */
  async open(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the system gave no port");
    return `http://127.0.0.1:${address.port}/webhook`;
  }

  expect(o: { secret: string }): void {
    this.#secret = o.secret;
  }

  /** Answers 503 to the next `times` webhooks of this order. */
  refuse(orderNo: string, times: number): void {
    this.#refusals.set(orderNo, times);
  }

  accepted(orderNo: string, type?: string): ReceivedWebhook[] {
    return this.received.filter(
      (one) => one.accepted && one.orderNo === orderNo && (type === undefined || one.type === type),
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const timestamp = request.headers["dedepay-timestamp"]?.toString();
    const signature = request.headers["dedepay-signature"]?.toString();
    if (!isWebhookGenuine(this.#secret, { timestamp, signature, body })) {
      this.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const { id, type, payment } = JSON.parse(body.toString("utf8")) as WebhookBody;
    const left = this.#refusals.get(payment.order_no) ?? 0;
    if (left > 0) this.#refusals.set(payment.order_no, left - 1);
    const accepted = left === 0;
    this.received.push({ deliveryId: id, type, orderNo: payment.order_no, state: payment.state, accepted });
    response.writeHead(accepted ? 204 : 503).end();
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error("a webhook is larger than 64 KiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
