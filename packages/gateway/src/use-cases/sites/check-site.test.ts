import { createHash, createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SiteStatus } from "../../outbox/ask-site.ts";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const plugin = "include/payment/alipay.php";
const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

const good: SiteStatus = {
  version: "2",
  php: "7.4.33",
  edition: { version: "V57_UTF8_SP2", charset: "utf-8", database_charset: "utf8" },
  plugin: "ours",
  files: { [plugin]: hash("a"), "plus/dedepay.php": hash("b") },
  keyless_payment_files: [],
  transport: "curl",
  database: "ok",
};

let test: TestGateway;
let said: { status: number; body: string } | "down";
beforeEach(async () => {
  test = await openTestGateway();
  say(good);
});
afterEach(() => test.close());

function say(status: SiteStatus | "down" | { status: number; body: string }): void {
  said =
    typeof status === "object" && "version" in status
      ? { status: 200, body: JSON.stringify(status) }
      : (status as typeof said);
  test.site.onGet = () => said;
}
const check = (regular?: boolean) =>
  test.gateway.checkSite({ siteId: test.siteId, requestId: "req_c", ...(regular !== undefined && { regular }) });
const asked = (): number => test.site.gets.length;
const incidents = async () => (await test.incidents()).map(({ cause, count }) => `${cause} ${count}`);

describe("checking a site", () => {
  it("asks its end-point, signed with the webhook secret, and keeps the answer", async () => {
    expect(await check()).toMatchObject({ regular: false, error: null, answer: good });
    const [request] = test.site.gets;
    const { pathname, search } = new URL(request?.url ?? "");
    const text = `GET\n${pathname}\n${search.slice(1)}\n${request?.headers["dedepay-timestamp"]}\n${hash("")}`;
    const signature = createHmac("sha256", test.site.secret).update(text).digest("hex");
    expect([pathname, search]).toEqual(["/webhook", "?work=1"]);
    expect(request?.headers["dedepay-signature"]).toBe(`v1=${signature}`);
    expect(await test.gateway.getSiteCheck(test.siteId)).toMatchObject({ answer: good });
    expect(await incidents()).toEqual([]);
  });

  it.each([
    ["down" as const, "connect:ECONNREFUSED"],
    [{ status: 404, body: "<html>" }, "http_404"],
    [{ status: 200, body: "<html>" }, "not_our_answer"],
    [{ status: 200, body: JSON.stringify({ ...good, plugin: "stock" }) }, "not_our_answer"],
  ])("keeps the last good answer beside what went wrong: %j", async (answer, error) => {
    await check();
    say(answer);
    await test.time.advance(1000);
    expect(await check()).toMatchObject({
      error,
      answer: good,
      answered_at: "2026-01-01T04:00:00.000Z",
      failing_since: "2026-01-01T04:00:01.000Z",
    });
    expect(await incidents()).toEqual([]);
  });

  it("knows no site that is not there, and none that was never asked", async () => {
    await expect(test.gateway.checkSite({ siteId: "none", requestId: "r" })).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.getSiteCheck(test.siteId)).rejects.toMatchObject({ unified: 1009 });
  });
});

describe("a site that is checked regularly", () => {
  it("is asked four times a day until it is let go, across a restart", async () => {
    await check(true);
    await test.time.advance(6 * hourMs);
    expect(asked()).toBe(2);
    await test.reopen();
    await test.time.advance(6 * hourMs);
    expect(asked()).toBe(3);
    await check(false);
    await test.time.advance(7 * hourMs);
    expect(asked()).toBe(4);
    const audited = await test.database.rows("select detail_json from audit where action = 'site.check_set'");
    expect(audited).toHaveLength(2);
  });

  it("is asked every hour while goods in escrow wait for their shipping", async () => {
    const payment = await test.pay({ product: "escrow" });
    const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
    const trade = test.alipay.trade(outTradeNo, { status: "WAIT_SELLER_SEND_GOODS", totalFen: 1234n });
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "r" });
    await check(true);
    await test.time.advance(3 * hourMs);
    expect(asked()).toBe(4);
  });

  it("is an incident once it has not answered for three days, and none before", async () => {
    await check(true);
    say("down");
    await test.database.rows(
      `update site_checks set failing_since_ms = ${test.time.nowMs() + 6 * hourMs - 3 * dayMs + 1}`,
    );
    await test.time.advance(6 * hourMs);
    expect(await incidents()).toEqual([]);
    await test.time.advance(6 * hourMs);
    expect(await incidents()).toEqual(["site-check-unanswered 1"]);
    const [incident] = await test.incidents();
    expect(incident).toMatchObject({
      title: { zh: expect.stringContaining("测试商店") },
      evidence: { why: "connect:ECONNREFUSED" },
    });
  });

  it("is an incident when the stock plugin came back, with the settings that then let anybody forge payments", async () => {
    await check();
    const returned = { [plugin]: hash("stock"), "plus/dedepay.php": hash("b") };
    say({ ...good, plugin: "foreign", files: returned, keyless_payment_files: ["data/payment/bank.php"] });
    await check();
    await check();
    expect(await incidents()).toEqual(["dedecms-stock-plugin-returned 2"]);
    expect(await test.incidents()).toMatchObject([
      { evidence: { plugin: "foreign", keylessPaymentFiles: "data/payment/bank.php" } },
    ]);
    say(good);
    await check();
    expect(await incidents()).toEqual(["dedecms-stock-plugin-returned 2"]);
  });

  it("is an incident when one of our files changes without our version, and none when both do", async () => {
    await check();
    say({ ...good, version: "3", files: { ...good.files, "plus/dedepay.php": hash("new") } });
    await check();
    expect(await incidents()).toEqual([]);
    say({ ...good, version: "3", files: { ...good.files, "plus/dedepay.php": hash("tampered") } });
    await check();
    expect(await test.incidents()).toMatchObject([{ evidence: { files: "plus/dedepay.php" } }]);
    await test.time.advance(1000);
    say({ ...good, version: "3", plugin: "missing", files: {} });
    await check();
    expect(await test.incidents()).toMatchObject([{ evidence: { plugin: "missing" } }, {}]);
  });
});
