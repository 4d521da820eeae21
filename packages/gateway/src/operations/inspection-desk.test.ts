import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { masterKey, openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../testing/test-identity.ts";
import { type InspectionDesk, openInspectionDesk } from "./inspection-desk.ts";

let test: TestGateway;
let desk: InspectionDesk;
let server: Server;
let origin: string;
let received: { type: string | undefined; body: string; agent: string | undefined }[] = [];
/** Signed questions to our drop-in. */
let questions: (string | undefined)[] = [];

const dropIn = {
  ...{
    version: "1",
    php: "7.4",
    edition: { version: "V57", charset: "gbk", database_charset: "gbk" },
    plugin: "foreign",
  },
  ...{ files: {}, keyless_payment_files: [], transport: "curl", database: "ok" },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "GET") {
        questions.push(request.url);
        const isSigned = /^v1=[0-9a-f]{64}$/.test(String(request.headers["dedepay-signature"]));
        return response.writeHead(isSigned ? 200 : 401).end(JSON.stringify(dropIn));
      }
      const { "content-type": type, "user-agent": agent } = request.headers;
      received.push({ type, agent, body: Buffer.concat(chunks).toString("latin1") });
      return response.writeHead(302, { location: "/login" }).end("x");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  test = await openTestGateway();
  await test.gateway.changeSite({ siteId: test.siteId, webhookUrl: `${origin}/hook`, requestId: "req_1" });
  // Nobody in this file may speak to the real Alipay.
  await test.gateway.registerAccount({
    ...{ id: "local", environment: "simulator", endpoint: `${origin}/gateway.do`, contracts: [], requestId: "req_1" },
    ...{ protocol: "mapi", credentials: { partner: testPartner, signType: "MD5", md5Key: testMd5Key } },
  });
  desk = await openDesk(["loopback"]);
});
afterAll(async () => {
  await desk.close();
  await test.close();
  server.close();
});

const openDesk = (egressAllow: string[]): Promise<InspectionDesk> =>
  openInspectionDesk({
    ...{ ...test.database.choice, masterKey: () => [masterKey], publicUrl: origin, egressAllow },
  });

/** Every row of every table that says anything. */
async function everything(): Promise<string> {
  const tables = await test.database.rows("select name from sqlite_master where type = 'table' order by name");
  const rows: unknown[] = [];
  for (const { name } of tables) rows.push([name, await test.database.rows(`select * from "${String(name)}"`)]);
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

describe("looking at an installation", () => {
  it("changes not one row, whatever is asked", async () => {
    const before = await everything();
    await desk.describe();
    await desk.askAlipay("local");
    await desk.probeSite({ siteId: test.siteId });
    await desk.probeNotifyRoute("local");
    await desk.recentIncidents(10);
    await desk.recentEnvelopes(10);
    expect(await everything()).toBe(before);
  });

  it("hands out no key", async () => {
    const facts = JSON.stringify(await desk.describe());
    for (const secret of test.secrets) expect(facts).not.toContain(secret.slice(0, 40));
  });

  it("takes every kept secret out of a text, however it is written", async () => {
    const text = test.secrets
      .flatMap((secret) => [secret, JSON.stringify(secret), encodeURIComponent(secret)])
      .join(" ");
    const clean = await desk.scrub(`${text} ${masterKey.toString("hex")}`);
    for (const secret of test.secrets) expect(clean).not.toContain(secret.slice(0, 24));
    expect(clean).not.toContain(masterKey.toString("hex"));
  });

  it("refuses another master key", async () => {
    const other = { ...test.database.choice, masterKey: () => [Buffer.alloc(32, 1)], publicUrl: "", egressAllow: [] };
    await expect(openInspectionDesk(other)).rejects.toMatchObject({ name: "SealBroken" });
  });
});

describe("probing a site", () => {
  it("posts a form as Alipay does, follows nothing, and answers the very bytes", async () => {
    received = [];
    const probed = await desk.probeSite({ siteId: test.siteId });
    expect(probed).toMatchObject({ site: test.siteId, kind: "webhook", url: `${origin}/hook` });
    expect(probed.answer).toMatchObject({ status: 302, headers: { location: "/login" }, body: Buffer.from("x") });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      agent: "Mozilla/4.0",
      type: expect.stringMatching(/^application\/x-www-form-/),
    });
    expect(received[0]?.body).toContain("trade_status=WAIT_BUYER_PAY");
  });

  it("asks our drop-in how it is, and not to do anything", async () => {
    await test.gateway.registerSite({
      ...{ id: "dede", name: "织梦", mode: "test", webhookUrl: `${origin}/plus/dedepay.php`, requestId: "req_1" },
    });
    questions = [];
    const probed = await desk.probeSite({ siteId: "dede" });
    expect(probed.dropIn).toEqual({ plugin: "foreign", keylessFiles: [], database: "ok" });
    expect(questions).toEqual(["/plus/dedepay.php"]);
    expect(await desk.probeSite({ siteId: test.siteId })).not.toHaveProperty("dropIn");
  });

  it("goes to registered origins only", async () => {
    received = [];
    const other = desk.probeSite({ siteId: test.siteId, notifyUrl: "http://127.0.0.1:1/hook" });
    await expect(other).rejects.toMatchObject({ unified: 1002, param: "notify_url" });
    await expect(desk.probeSite({ siteId: "nobody" })).rejects.toMatchObject({ unified: 1009 });
    const own = await desk.probeSite({ siteId: test.siteId, notifyUrl: `${origin}/other?id=1` });
    expect(own).toMatchObject({ kind: "alipay_notify", answer: { status: 302 } });
    expect(received).toHaveLength(1);
  });

  it("goes to no private address unless that is allowed", async () => {
    received = [];
    const strict = await openDesk([]);
    try {
      const { answer } = await strict.probeSite({ siteId: test.siteId });
      expect(answer).toEqual({ hop: "private", code: "PRIVATE_ADDRESS" });
      expect(received).toEqual([]);
    } finally {
      await strict.close();
    }
  });
});
