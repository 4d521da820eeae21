import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createGuardedHttp, type GuardedHttpOptions, type Resolved } from "./guarded-http.ts";
import { addressRule } from "./public-addresses.ts";
import type { UndiciHttp } from "./undici-http.ts";

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function guarded(options: Partial<GuardedHttpOptions> = {}): UndiciHttp {
  const http = createGuardedHttp({ isAllowed: addressRule(), ...options });
  open.push(() => http.close());
  return http;
}

/** On 127.0.0.1; answers its port and counts connections. */
async function serve(answer: RequestListener): Promise<{ port: number; connections: () => number }> {
  const server: Server = createServer(answer);
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const get = (http: UndiciHttp, url: string) => http.send({ method: "GET", url, headers: {}, timeoutMs: 3000 });
const at = (...addresses: string[]): Resolved[] =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

describe("a call on somebody's word", () => {
  it.each([
    "http://127.0.0.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://localhost:PORT/",
    "http://169.254.169.254:PORT/latest/meta-data",
  ])("is not made to %s", async (url) => {
    const server = await serve((_, response) => response.end("secret"));
    const call = get(guarded(), url.replace("PORT", String(server.port)));
    await expect(call).rejects.toMatchObject({ kind: "refused", code: "PRIVATE_ADDRESS", hop: "connect" });
    expect(server.connections()).toBe(0);
  });

  it("is made to a private address that the owner permits", async () => {
    const server = await serve((_, response) => response.end("here"));
    const http = guarded({ isAllowed: addressRule(["loopback"]) });
    expect(Buffer.from((await get(http, `http://127.0.0.1:${server.port}/`)).body).toString()).toBe("here");
  });

  it("does not follow a name which points to a public address first and to this machine afterwards", async () => {
    const server = await serve((_, response) => response.end("secret"));
    const answers = [at("93.184.216.34"), at("127.0.0.1")];
    const asked: string[] = [];
    const lookup = async (host: string): Promise<Resolved[]> => {
      asked.push(host);
      return answers.shift() ?? at("127.0.0.1");
    };
    // Whoever checks the name first and connects to it later gets the second answer.
    expect((await lookup("rebind.test")).map(({ address }) => address).every(addressRule())).toBe(true);
    const call = get(guarded({ lookup }), `http://rebind.test:${server.port}/`);
    await expect(call).rejects.toMatchObject({ kind: "refused", code: "PRIVATE_ADDRESS" });
    expect(asked).toEqual(["rebind.test", "rebind.test"]);
    expect(server.connections()).toBe(0);
  });

  it("takes the public ones of several addresses and leaves the others", async () => {
    const server = await serve((_, response) => response.end("public"));
    const http = guarded({
      isAllowed: (address) => address === "127.0.0.1",
      lookup: async () => at("10.0.0.7", "127.0.0.1"),
    });
    expect((await get(http, `http://shop.test:${server.port}/`)).status).toBe(200);
  });

  it("follows no redirect, wherever it leads", async () => {
    const inner = await serve((_, response) => response.end("secret"));
    const outer = await serve((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end(),
    );
    const http = guarded({ isAllowed: addressRule(["127.0.0.1"]) });
    expect((await get(http, `http://127.0.0.1:${outer.port}/`)).status).toBe(302);
    expect(inner.connections()).toBe(0);
  });

  it("reads no more than 64 KiB of an answer", async () => {
    const server = await serve((_, response) => response.end(Buffer.alloc(64 * 1024 + 1)));
    const http = guarded({ isAllowed: addressRule(["loopback"]) });
    await expect(get(http, `http://127.0.0.1:${server.port}/`)).rejects.toMatchObject({ kind: "too_large" });
  });
});

describe("what broke on the way", () => {
  const permitted = (): UndiciHttp => guarded({ isAllowed: addressRule(["loopback"]) });

  it("is dns where the name does not resolve", async () => {
    const lookup = async (): Promise<Resolved[]> => {
      throw Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
    };
    await expect(get(guarded({ lookup }), "http://nowhere.test/")).rejects.toMatchObject({
      kind: "network",
      hop: "dns",
      code: "ENOTFOUND",
    });
  });

  it("is connect where nobody listens", async () => {
    await expect(get(permitted(), "http://127.0.0.1:1/")).rejects.toMatchObject({
      hop: "connect",
      code: "ECONNREFUSED",
    });
  });

  it("is tls where the handshake fails", async () => {
    const server = createSecureServer({});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    await expect(get(permitted(), `https://127.0.0.1:${port}/`)).rejects.toMatchObject({ hop: "tls" });
  });

  it("is exchange where the other side hangs up", async () => {
    const server = await serve((request) => request.socket.destroy());
    await expect(get(permitted(), `http://127.0.0.1:${server.port}/`)).rejects.toMatchObject({
      kind: "network",
      hop: "exchange",
    });
  });
});
