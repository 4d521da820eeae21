import { describe, expect, it } from "vitest";
import { testServer } from "./testing/test-server.ts";

type Accepted = { accountId: string; rawBody: Uint8Array; contentType?: string; requestId: string };

async function post(payload: string | Buffer, headers: Record<string, string> = {}) {
  const server = await testServer();
  const answer = await server.app.inject({ method: "POST", url: "/notify/acc_1", payload, headers });
  const input = server.gateway.asked.find((ask) => ask.verb === "acceptNotification")?.input as Accepted | undefined;
  return { ...server, answer, input };
}

describe("POST /notify/:account", () => {
  it.each([
    ["application/x-www-form-urlencoded; text/html; charset=utf-8"],
    ["application/x-www-form-urlencoded; charset=gbk"],
    ["application/json"],
    ["text/plain"],
    ["multipart/form-data; boundary=x"],
    ["no type at all"],
    [""],
    [undefined],
  ])("hands on the exact bytes under the content type %j", async (contentType) => {
    // subject=茶 as GBK percent-encoded, raw GBK bytes, a plus sign, a repeated field
    const body = Buffer.concat([Buffer.from("subject=%B2%E8&a=1+2&a=3&raw="), Buffer.from([0xb2, 0xe8, 0x00, 0xff])]);
    const { answer, input } = await post(body, contentType === undefined ? {} : { "content-type": contentType });
    expect(answer.statusCode).toBe(200);
    expect(Buffer.from(input?.rawBody ?? []).equals(body)).toBe(true);
    expect(input).toMatchObject({ accountId: "acc_1", requestId: "req_1", ...(contentType && { contentType }) });
  });

  it("answers the bytes of success and of fail, and nothing else", async () => {
    const good = await post("a=1");
    expect(good.answer.rawPayload).toEqual(Buffer.from("success"));
    expect(good.answer.headers["content-type"]).toMatch(/^text\/plain/);
    const server = await testServer();
    server.gateway.answers.set("acceptNotification", () => ({ answer: "fail", outcome: "unverified" }));
    const bad = await server.app.inject({ method: "POST", url: "/notify/acc_1", payload: "a=1" });
    expect([bad.statusCode, bad.body]).toEqual([200, "fail"]);
    expect(server.lines).toEqual([expect.objectContaining({ message: "request", status: 200, requestId: "req_1" })]);
  });

  it("answers 500 when it could not be stored, so that Alipay sends it again", async () => {
    const server = await testServer();
    server.gateway.answers.set("acceptNotification", () => {
      throw new Error("disk full");
    });
    const answer = await server.app.inject({ method: "POST", url: "/notify/acc_1", payload: "a=1" });
    expect([answer.statusCode, answer.body]).toEqual([500, "fail"]);
    expect(server.lines).toContainEqual(
      expect.objectContaining({ level: "error", code: 1001, error: "disk full", requestId: "req_1" }),
    );
  });

  it("takes 64 KiB and refuses more without handing it on", async () => {
    expect((await post("x".repeat(65_536))).answer.body).toBe("success");
    const over = await post("x".repeat(65_537));
    expect([over.answer.statusCode, over.answer.body, over.input]).toEqual([413, "fail", undefined]);
  });

  it("hands on an empty body too: whether it is a notification is not for HTTP to say", async () => {
    const { input } = await post("");
    expect(input?.rawBody).toHaveLength(0);
  });

  it("answers the doctor's ping without taking it in, and says whether it knows the account", async () => {
    const server = await testServer();
    server.gateway.answers.set("listAccounts", () => [{ id: "acc_1" }]);
    const ping = (account: string) =>
      server.app.inject({ method: "POST", url: `/notify/${account}`, payload: "notify_type=dedepay_ping&sign=x" });
    const [known, unknown] = [await ping("acc_1"), await ping("acc_2")];
    expect([known.statusCode, known.body, known.headers["dedepay-notify"]]).toEqual([200, "fail", "ready"]);
    expect([unknown.body, unknown.headers["dedepay-notify"]]).toEqual(["fail", "unknown-account"]);
    expect(server.gateway.asked.map(({ verb }) => verb)).not.toContain("acceptNotification");
  });
});
