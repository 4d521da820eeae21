import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seededRandomness } from "../../testing/seeded-randomness.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { forgedNotification, isPing, pingType } from "./forged-notification.ts";

const options = { protocol: "mapi", charset: "utf-8", nowMs: Date.UTC(2026, 0, 1) } as const;
const forged = (more: object = {}) =>
  forgedNotification({ ...options, randomness: seededRandomness("forged"), ...more });
const text = (body: Uint8Array): string => Buffer.from(body).toString("latin1");

describe("a forged notification", () => {
  let test: TestGateway;
  beforeEach(async () => {
    test = await openTestGateway();
  });
  afterEach(async () => {
    await test.close();
  });

  it.each(["mapi", "openapi"] as const)(
    "of %s is refused by our own gateway, and pays for nothing",
    async (protocol) => {
      const { body } = forged({ protocol });
      const { answer, outcome } = await test.gateway.acceptNotification({
        ...{ accountId: protocol, rawBody: body, requestId: "req_1" },
      });
      expect([answer, outcome]).toEqual(["fail", "unverified"]);
    },
  );

  it("never says that anything was paid", () => {
    for (const protocol of ["mapi", "openapi"]) {
      const fields = new URLSearchParams(text(forged({ protocol }).body));
      expect(fields.get("trade_status")).toBe("WAIT_BUYER_PAY");
      expect(fields.get("out_trade_no")).toMatch(/^DEDEPAYDOCTOR[0-9a-f]{16}$/);
      expect(fields.get("trade_no")).toMatch(/^1970/);
    }
  });
});

describe("its form", () => {
  it("is Alipay's, in the charset of the account", () => {
    const { headers, body } = forged({ charset: "gbk" });
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded; charset=GBK");
    expect(text(body)).toContain("subject=%CC%BD%B2%E2+probe");
    expect(text(forged().body)).toContain("subject=%E6%8E%A2%E6%B5%8B+probe");
  });

  it("is another one each time", () => {
    const randomness = seededRandomness("twice");
    const [one, other] = [0, 1].map(() => text(forgedNotification({ ...options, randomness }).body));
    expect(one).not.toBe(other);
  });

  it("is a ping only by its type, and only while it is small", () => {
    expect(isPing(forged({ notifyType: pingType }).body)).toBe(true);
    expect(isPing(forged().body)).toBe(false);
    expect(isPing(Buffer.from(`x=notify_type%3D${pingType}`))).toBe(false);
    expect(isPing(Buffer.from(`notify_type=${pingType}&x=${"a".repeat(5000)}`))).toBe(false);
  });
});
