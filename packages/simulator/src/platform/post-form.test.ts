import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpPoster, type PostOptions } from "./post-form.ts";

const servers: Array<{ close(): unknown }> = [];
const poster = createHttpPoster();
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function options(url: string, changes: Partial<PostOptions> = {}): PostOptions {
  return { url, contentType: "application/x-www-form-urlencoded", body: "a=%D6%D0", timeoutMs: 2000, ...changes };
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the poster", () => {
  it("sends the bytes as they are and gives back status and body", async () => {
    let seen = "";
    const url = await listen(
      createServer((request, response) => {
        request.on("data", (chunk: Buffer) => {
          seen += `${request.method} ${request.url} ${chunk.toString("latin1")}`;
        });
        request.on("end", () => response.writeHead(302, { location: "/other" }).end("moved"));
      }),
    );
    const outcome = await poster.post(options(`${url}/n?x=1`));
    expect(seen).toBe("POST /n?x=1 a=%D6%D0");
    expect(outcome).toMatchObject({ kind: "answered", status: 302, location: "/other", truncated: false });
  });

  it("gives up on an answer which never ends, even where bytes keep coming", async () => {
    const url = await listen(
      createTcpServer((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
        const drip = setInterval(() => socket.write("x"), 20);
        socket.on("close", () => clearInterval(drip));
        socket.on("error", () => undefined);
      }),
    );
    expect(await poster.post(options(url, { timeoutMs: 150 }))).toMatchObject({ kind: "unreachable" });
  });

  it("reads no more than it needs of a huge answer", async () => {
    const url = await listen(createServer((_request, response) => response.end("x".repeat(1_000_000))));
    const outcome = await poster.post(options(url));
    expect(outcome).toMatchObject({ kind: "answered", truncated: true });
  });

  it.each([["not a url"], ["ftp://127.0.0.1/x"], ["file:///etc/passwd"], ["javascript:alert(1)"]])(
    "sends nothing to %s",
    async (url) => {
      expect(await poster.post(options(url))).toMatchObject({ kind: "unreachable" });
    },
  );

  it("says why a closed port can't be reached", async () => {
    const url = await listen(createServer());
    for (const server of servers.splice(0)) server.close();
    expect(await poster.post(options(url))).toMatchObject({
      kind: "unreachable",
      reason: expect.stringContaining("ECONNREFUSED"),
    });
  });
});
