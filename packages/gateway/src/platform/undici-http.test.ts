import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HttpFailure } from "./http-failure.ts";
import type { HttpResponse } from "./platform.ts";
import { createUndiciHttp, type UndiciHttp } from "./undici-http.ts";

let http: UndiciHttp;
let server: Server | undefined;

beforeEach(() => {
  http = createUndiciHttp();
});
afterEach(async () => {
  await http.close();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function get(listener: RequestListener, timeoutMs = 2000): Promise<HttpResponse> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?a=%D6%D0`;
  return http.send({ method: "POST", url, headers: { "x-one": "1" }, body: Buffer.from([0xd6, 0xd0]), timeoutMs });
}

describe("an HTTP exchange", () => {
  it("sends bytes and URL as they are and gives back status, headers and bytes", async () => {
    const seen: unknown[] = [];
    const reply = await get((request, response) => {
      request.on("data", (chunk: Buffer) => seen.push(request.url, request.headers["x-one"], chunk.toString("hex")));
      request.on("end", () => response.writeHead(201, { "X-Two": "2" }).end(Buffer.from([0, 255])));
    });
    expect(seen).toEqual(["/path?a=%D6%D0", "1", "d6d0"]);
    expect(reply.status).toBe(201);
    expect(reply.headers["x-two"]).toBe("2");
    expect([...reply.body]).toEqual([0, 255]);
  });

  it("follows no redirect", async () => {
    const reply = await get((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect(reply.status).toBe(302);
  });

  it("ends as a time-out where no answer comes", async () => {
    await expect(get(() => {}, 100)).rejects.toMatchObject({ kind: "timeout", name: "TimeoutError" });
  });

  it("ends as a time-out where the answer stops halfway", async () => {
    await expect(get((_, response) => response.writeHead(200).write("half"), 150)).rejects.toMatchObject({
      kind: "timeout",
    });
  });

  it("does not swallow an endless answer", async () => {
    const endless: RequestListener = (_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once("drain", more);
      };
      response.on("error", () => {});
      more();
    };
    await expect(get(endless)).rejects.toMatchObject({ kind: "too_large" });
  });

  it("stops reading where its caller wants no more", async () => {
    server = createServer((_, response) => response.end("x".repeat(9000))).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const asked = { method: "GET", url, headers: {}, timeoutMs: 2000 } as const;
    await expect(http.send({ ...asked, maxAnswerBytes: 8192 })).rejects.toMatchObject({ kind: "too_large" });
    expect((await http.send({ ...asked, maxAnswerBytes: 9000 })).body).toHaveLength(9000);
  });

  it("says which system error broke the way", async () => {
    const refused = http.send({ method: "GET", url: "http://127.0.0.1:1/", headers: {}, timeoutMs: 1000 });
    await expect(refused).rejects.toBeInstanceOf(HttpFailure);
    await expect(refused).rejects.toMatchObject({ kind: "network", code: "ECONNREFUSED" });
  });

  it("ends where the other side hangs up", async () => {
    await expect(get((request) => request.socket.destroy())).rejects.toMatchObject({ kind: "network" });
  });
});
