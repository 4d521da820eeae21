// A bare HTTP server on a free port which answers as it is told; for tests only.
import { createServer } from "node:http";

export type LocalRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Fields of query and body together. */
  readonly fields: Readonly<Record<string, string>>;
};
export type LocalAnswer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};
export type LocalGateway = { readonly url: string; readonly requests: LocalRequest[]; close(): Promise<void> };

/** Starts the server; `answer` makes each reply. */
export async function startLocalGateway(answer: (request: LocalRequest) => LocalAnswer): Promise<LocalGateway> {
  const requests: LocalRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const body = Buffer.concat(parts);
    const path = incoming.url ?? "/";
    const query = new URL(path, "http://localhost").searchParams;
    const isForm = incoming.headers["content-type"]?.includes("x-www-form-urlencoded") === true;
    const form = new URLSearchParams(isForm ? body.toString("utf8") : "");
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const fields = { ...Object.fromEntries(query), ...Object.fromEntries(form) };
    const request = { method: incoming.method ?? "", path, headers, body, fields };
    requests.push(request);
    const { status = 200, headers: answered = {}, body: bytes } = answer(request);
    response.writeHead(status, answered).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
