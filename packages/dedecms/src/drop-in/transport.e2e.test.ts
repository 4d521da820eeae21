import { execFile } from "node:child_process";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate, opensslIsThere, type TestCertificate } from "../testing/certificate.ts";
import { type FakeGateway, startFakeGateway } from "../testing/fake-gateway.ts";
import { phpFlags, phpFolder, phpHas, phpIsThere, testdata } from "../testing/php-server.ts";

const made = { state: "unpaid", pay_url: "https://pay.example.com/pay/pay_x" };

describe.skipIf(!phpIsThere || !opensslIsThere || !phpHas("curl")).each([
  ["curl", ["curl"]],
  ["a socket, where PHP has no curl", []],
])("a call to the gateway by %s (php-curl, openssl)", (_, extensions) => {
  let trusted: TestCertificate;
  let elsewhere: TestCertificate;
  let plain: FakeGateway;
  let secure: FakeGateway;
  let misnamed: FakeGateway;
  beforeAll(async () => {
    trusted = makeCertificate("localhost");
    elsewhere = makeCertificate("pay.example.com");
    plain = await startFakeGateway();
    secure = await startFakeGateway(trusted);
    misnamed = await startFakeGateway(elsewhere);
  });
  afterAll(async () => {
    for (const gateway of [plain, secure, misnamed]) await gateway?.close();
    trusted?.remove();
    elsewhere?.remove();
  });

  async function call(address: string, caFile = ""): Promise<unknown[]> {
    // No ini file, so that nothing but `caFile` is trusted beside the system's own roots.
    const flags = [...phpFlags(extensions), "-d", "allow_url_fopen=0"];
    const run = [...flags, join(testdata, "call-gateway.php"), phpFolder, address, caFile];
    return JSON.parse((await promisify(execFile)("php", run)).stdout);
  }

  it("is signed and comes back whole, over HTTP and over HTTPS", async () => {
    expect(await call(plain.url)).toEqual([201, made, 0]);
    expect(await call(secure.url, trusted.file)).toEqual([201, made, 0]);
    for (const { asked } of [plain, secure]) {
      expect(asked).toMatchObject([{ method: "POST", path: "/v1/payments", signed: true }]);
      expect(asked[0]?.body.length).toBeGreaterThan(20_000);
    }
  });

  it("keeps below the path of the gateway's address", async () => {
    plain.answers.set("/pay/v1/payments", ({ signed }) => ({ status: signed ? 200 : 401, body: made }));
    expect(await call(`${plain.url}/pay`)).toEqual([200, made, 0]);
  });

  it("never trusts a certificate that nobody vouches for, nor one of another name", async () => {
    const before = secure.asked.length;
    expect(await call(secure.url)).toEqual([0, "tls", 0]);
    expect(await call(secure.url, elsewhere.file)).toEqual([0, "tls", 0]);
    expect(await call(misnamed.url, elsewhere.file)).toEqual([0, "tls", 0]);
    expect(secure.asked.length).toBe(before);
    expect(misnamed.asked).toEqual([]);
  });

  it("follows no redirect, and reads when to try again", async () => {
    const headers = { location: `${plain.url}/elsewhere`, "retry-after": "15" };
    plain.answers.set("/v1/payments", { status: 302, body: {}, headers });
    expect(await call(plain.url)).toEqual([302, [], 15]);
    plain.answers.delete("/v1/payments");
    expect(plain.asked.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  it("takes an answer in chunks, and none that was cut short or is no HTTP", async () => {
    const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    for (const [sent, expected] of [
      [`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`, [200, { a: 1 }, 0]],
      [`${head}Content-Length: 100\r\n\r\n{"a":1}`, [0, "unreachable", 0]],
      ["SSH-2.0-OpenSSH_9.2\r\n", [0, "unreachable", 0]],
      ["", [0, "unreachable", 0]],
    ] as const) {
      const server = createServer((socket: Socket) => {
        socket.on("error", () => {});
        socket.once("data", () => socket.end(sent));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      expect(await call(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toEqual(expected);
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("says that nobody answers where nobody does", async () => {
    expect(await call("http://127.0.0.1:1")).toEqual([0, "unreachable", 0]);
    expect(await call("https://localhost:1")).toEqual([0, "unreachable", 0]);
  });
});
