// A merchant for tests: an HTTP server which keeps what Alipay posts to it and answers what the test says.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
  /** The body's fields, read as UTF-8. */
  fields: URLSearchParams;
}

interface Answered {
  status?: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

export interface Merchant {
  url: string;
  received: Received[];
  /** What to answer: called for each request. `success` under 200 unless set. */
  answer: (received: Received) => Answered | Promise<Answered>;
  close(): Promise<void>;
}

export async function startMerchant(): Promise<Merchant> {
  const merchant: Merchant = {
    url: "",
    received: [],
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks);
      const received: Received = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body,
        fields: new URLSearchParams(body.toString("utf8")),
      };
      merchant.received.push(received);
      const { status = 200, body: answer = "success", headers = {} } = await merchant.answer(received);
      response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  merchant.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return merchant;
}
