import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { AcceptNotificationResult } from "./notification-outcome.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

function post(text: string, accountId = "mapi"): Promise<AcceptNotificationResult> {
  return test.gateway.acceptNotification({ accountId, rawBody: Buffer.from(text), requestId: "req_notify" });
}

async function counted(): Promise<number> {
  return (await test.incidents()).reduce((sum, incident) => sum + incident.count, 0);
}

type Line = Record<string, unknown>;

function lines(): Line[] {
  return test.logLines.map((line) => JSON.parse(line) as Line).filter(({ message }) => /refused/.test(String(message)));
}

const messages = (): unknown[] => lines().map(({ message }) => message);
const twenty: readonly string[] = Array<string>(20).fill("notification refused");

describe("a notification that does not verify", () => {
  it("is kept up to 64 KiB, and only twenty times an hour per account", async () => {
    const big = (n: number): string => `n=${n}&junk=${"A".repeat(100_000)}`;
    for (let n = 1; n <= 25; n += 1) expect(await post(big(n))).toMatchObject({ answer: "fail" });
    expect(await counted()).toBe(20);
    await test.time.advance(3600 * 1000 + 1);
    await post(big(26));
    expect(await counted()).toBe(21);
    const sizes = await test.database.rows("select distinct length(raw) as bytes from notifications");
    expect(sizes.map((row) => Number(row["bytes"]))).toEqual([64 * 1024]);
  });

  it("counts as one each time it comes, though its bytes be the same", async () => {
    for (let n = 1; n <= 25; n += 1) expect(await post("a=b")).toMatchObject({ answer: "fail" });
    expect(await counted()).toBe(20);
    const kept = await test.database.rows("select copies from notifications");
    expect(kept.map((row) => Number(row["copies"]))).toEqual([20]);
    await test.time.advance(3600 * 1000 + 1);
    await post("a=b");
    expect(await counted()).toBe(21);
  });

  it("has a log line where it is kept; a flood has one when it begins, and one with its number when it is over", async () => {
    for (let n = 1; n <= 100; n += 1) await post(`n=${n}`);
    expect(messages()).toEqual([...twenty, "refused notifications are only counted now"]);
    expect(lines().at(-1)).toMatchObject({ level: "warn", accountId: "mapi", keptPerHour: 20 });
    await test.time.advance(1800 * 1000);
    await post("n=101");
    // Another account's are another number.
    await post("a=b", "nobody");
    expect(messages().slice(21)).toEqual(["notification refused"]);
    await test.time.advance(1800 * 1000 + 1);
    for (let n = 102; n <= 130; n += 1) await post(`n=${n}`);
    const over = { level: "warn", accountId: "mapi", count: 81, since: "2026-01-01T04:00:00.000Z" };
    expect(lines()[22]).toMatchObject({ message: "refused notifications were only counted", ...over });
    expect(messages().slice(23)).toEqual([...twenty, "refused notifications are only counted now"]);
  });

  it("is not kept where another process has kept as many", async () => {
    const twin = await test.openTwin();
    for (let n = 1; n <= 20; n += 1)
      await twin.acceptNotification({ accountId: "mapi", rawBody: Buffer.from(`n=${n}`), requestId: "req_twin" });
    await twin.close();
    await post("n=21");
    expect(await counted()).toBe(20);
    expect(messages().at(-1)).toBe("refused notifications are only counted now");
  });
});
