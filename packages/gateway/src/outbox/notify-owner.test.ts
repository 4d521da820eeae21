import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HttpFailure } from "../platform/http-failure.ts";
import { MailFailure } from "../platform/mail.ts";
import { mapiNotification } from "../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import type { NoticeSettings } from "../use-cases/notices/notice-channel.ts";
import type { NoticeChannelDocument } from "../use-cases/notices/notice-channels.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let test: TestGateway;

// The tests begin at noon in Beijing.
beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

const mail: Extract<NoticeSettings, { kind: "mail" }> = {
  kind: "mail",
  smtp: { host: "smtp.qq.test", port: 465, security: "tls", user: "shop@qq.test", password: "the-mail-password" },
  from: "shop@qq.test",
  to: ["owner@qq.test"],
};
const dingtalk: NoticeSettings = {
  kind: "dingtalk",
  url: "https://oapi.dingtalk.test/robot/send?access_token=the-robot-token",
  secret: "SECdedepaytest",
};

function add(settings: NoticeSettings, quiet?: string): Promise<NoticeChannelDocument> {
  const input = { label: `我的 ${settings.kind}`, settings, requestId: "req_add" };
  return test.gateway.addNoticeChannel(quiet === undefined ? input : { ...input, quiet });
}

/** Money at risk: the notification names another amount than the order. */
async function wrongAmount(payment?: PaymentDocument): Promise<void> {
  const order = payment ?? (await test.pay());
  const outTradeNo = order.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 999n });
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  await test.time.advance(0);
}

/** Broken, and no money at risk: somebody posts nonsense. */
async function nonsense(): Promise<void> {
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: Buffer.from("a=b&sign=x"), requestId: "req_x" });
  await test.time.advance(0);
}

const mails = (): { subject: string; text: string }[] =>
  test.mailbox.received.map(({ mail: { subject, text } }) => ({ subject, text }));

/** Of the first message to a robot. */
function markdown(): Record<string, string> {
  const [message] = test.robot.received;
  return (message?.body["markdown"] ?? {}) as Record<string, string>;
}

describe("the owner", () => {
  it("is told at once what happened, how much money it concerns, what to do and where it is explained", async () => {
    await add(mail);
    await wrongAmount();
    expect(test.mailbox.received).toMatchObject([
      { server: { host: "smtp.qq.test", security: "tls" }, mail: { from: "shop@qq.test", to: ["owner@qq.test"] } },
    ]);
    const [{ subject, text } = { subject: "", text: "" }] = mails();
    expect(subject).toBe("[dedepay] 支付宝报告的金额与订单不一致，未入账（1 笔，¥12.34）");
    expect(text).toContain("涉及 1 笔，共 12.34 元");
    expect(text).toContain("发生在 01-01 12:00（北京时间）");
    expect(text).toContain("现在要做：先别发货。");
    expect(text).toContain("https://pay.test/causes/amount-differs");
    expect(text).toMatch(/dedepay incident show inc_[0-9a-z]{35}/);
    expect(text.indexOf("支付宝报告")).toBeLessThan(text.indexOf("Alipay reports another amount"));
  });

  it("gets one message of a cause in half an hour, with all that came meanwhile in the next", async () => {
    await add(mail);
    for (let n = 0; n < 4; n += 1) {
      await wrongAmount();
      await test.time.advance(minuteMs);
    }
    expect(mails()).toHaveLength(1);
    await test.time.advance(25 * minuteMs);
    expect(mails()).toHaveLength(1);
    await test.time.advance(2 * minuteMs);
    expect(mails().map(({ subject }) => subject.slice(-12))).toEqual(["（1 笔，¥12.34）", "（3 笔，¥37.02）"]);
  });

  it("is not told again of an incident that only counts on", async () => {
    await add(mail);
    await nonsense();
    await test.time.advance(hourMs);
    await nonsense();
    await test.time.advance(hourMs);
    expect(mails()).toHaveLength(1);
  });

  it("sleeps through what can wait, is woken by money at risk, and reads the rest in the morning", async () => {
    await add(mail, "22:00-08:00");
    await test.time.advance(11 * hourMs);
    await nonsense();
    await test.gateway.acceptNotification({ accountId: "nobody", rawBody: Buffer.from("a=b"), requestId: "req_y" });
    await test.time.advance(minuteMs);
    expect(mails()).toEqual([]);
    await wrongAmount();
    expect(mails()).toMatchObject([{ subject: expect.stringContaining("金额与订单不一致") }]);
    await test.time.advance(9 * hourMs - 2 * minuteMs);
    expect(mails()).toHaveLength(1);
    await test.time.advance(minuteMs);
    expect(mails()[1]?.subject).toMatch(/^\[dedepay\] 2 类问题，首先：/);
    expect(mails()[1]?.text).toContain("未通过验签");
    expect(mails()[1]?.text).toContain("不存在的账户");
    expect(mails()).toHaveLength(2);
  });

  it("reads in the morning what is over already, marked so", async () => {
    await add(mail, "00:00-23:59");
    await nonsense();
    const [incident] = await test.incidents();
    await test.gateway.resolveIncident({ incidentId: incident?.id ?? "", note: "扫描", requestId: "r" });
    await test.time.advance(24 * hourMs);
    expect(mails()).toMatchObject([{ text: expect.stringContaining("（已恢复）") }]);
  });

  it("is told when a resolved incident comes back", async () => {
    await add(mail);
    const payment = await test.pay();
    await wrongAmount(payment);
    const [incident] = await test.incidents();
    await test.gateway.resolveIncident({ incidentId: incident?.id ?? "", note: "ok", requestId: "r" });
    await test.time.advance(hourMs);
    await wrongAmount(payment);
    expect(mails()).toHaveLength(2);
  });

  it("is told over each channel once, and survives a restart in between", async () => {
    await add(mail);
    await add(dingtalk);
    test.mailbox.nextFailures.push(new MailFailure("timeout", { code: "ETIMEDOUT" }));
    await wrongAmount();
    expect([mails().length, test.robot.received.length]).toEqual([0, 1]);
    await test.reopen();
    await test.time.advance(2 * minuteMs);
    expect([mails().length, test.robot.received.length]).toEqual([1, 1]);
  });

  it("is told of nothing twice while a slow message is on its way", async () => {
    await add(mail);
    let arrive: () => void = () => {};
    test.mailbox.held = new Promise((resolve) => {
      arrive = resolve;
    });
    const order = await test.pay();
    const trade = test.alipay.trade(order.attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 9n });
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
    const slow = test.time.advance(0);
    while (test.mailbox.held !== undefined) await new Promise((resolve) => setImmediate(resolve));
    await nonsense();
    expect(mails()).toMatchObject([{ subject: expect.stringContaining("未通过验签") }]);
    arrive();
    await slow;
    await test.time.advance(hourMs);
    expect(mails().map(({ subject }) => subject.slice(10, 16))).toEqual(["收到未通过验", "支付宝报告的"]);
  });

  it("is told in the log where there is no channel", async () => {
    await wrongAmount();
    expect(test.logLines.filter((line) => line.includes('"level":"error"'))).toMatchObject([
      expect.stringContaining("incident: 支付宝报告的金额"),
    ]);
  });
});

describe("a channel that fails", () => {
  it("is tried again, then given up with an incident that is told over the others; nothing is lost", async () => {
    await add(mail);
    await add(dingtalk);
    test.mailbox.nextFailures.push(...Array<Error>(60).fill(new MailFailure("refused", { code: "EAUTH" })));
    await wrongAmount();
    await test.time.advance(30 * hourMs);
    const failing = (await test.incidents()).filter(({ cause }) => cause === "notice-undeliverable");
    expect(failing).toMatchObject([{ state: "open", evidence: { kind: "mail", why: "mail_refused:EAUTH" } }]);
    expect(test.robot.received).toHaveLength(2);
    test.mailbox.nextFailures.length = 0;
    await wrongAmount();
    expect(mails()).toMatchObject([{ subject: expect.stringContaining("（2 笔，¥24.68）") }]);
    expect((await test.gateway.listIncidents({ cause: "notice-undeliverable" })).data).toMatchObject([
      { state: "resolved" },
    ]);
  });
});

describe("a message", () => {
  it("to DingTalk is Markdown under a signature of time and secret", async () => {
    await add(dingtalk);
    await wrongAmount();
    const [{ url, body } = { url: "", body: {} }] = test.robot.received;
    const query = new URL(url).searchParams;
    // Computed once with another program: base64(hmac-sha256("SECdedepaytest", "1767240000000\nSECdedepaytest")).
    expect(Object.fromEntries(query)).toEqual({
      access_token: "the-robot-token",
      timestamp: "1767240000000",
      sign: "jrCLhwWMAGXmmLOVQ73r4x7gutyIewaspVEOl3uISho=",
    });
    expect(url).toContain("uISho%3D");
    expect(body).toMatchObject({
      msgtype: "markdown",
      markdown: {
        title: expect.stringContaining("金额与订单不一致"),
        text: expect.stringContaining("[原因说明](https://pay.test/causes/amount-differs)"),
      },
    });
  });

  it("to WeCom is Markdown of at most 4096 bytes, and says how much was left out", async () => {
    await add({ kind: "wecom", url: "https://qyapi.weixin.test/cgi-bin/webhook/send?key=k" }, "00:00-23:59");
    await nonsense();
    for (let n = 0; n < 12; n += 1) {
      await test.database.rows(`insert into incidents (id, group_key, cause, title_json, state, count, evidence_json,
        first_seen_at_ms, last_seen_at_ms) values ('inc_${n}', 'g${n}', 'made-up-${n}',
        '{"zh":"${"很长的标题".repeat(60)}","en":"x"}', 'open', 1, '{}', ${n + 1}, ${n + 1})`);
      await test.database.rows(`insert into owner_notices (id, channel_id, incident_id, cause, due_at_ms, created_at_ms)
        select 'ntc_${n}', id, 'inc_${n}', 'made-up-${n}', 1, 1 from notice_channels`);
    }
    await test.time.advance(24 * hourMs);
    const content = markdown()["content"] ?? "";
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    expect(content).toMatch(/还有 \d+ 类，见 dedepay incident list$/);
    expect(content).toContain("未通过验签");
  });

  it("to a program is JSON, signed like a webhook", async () => {
    await add({ kind: "webhook", url: "https://ops.test/hook", secret: "the-hook-secret" });
    await wrongAmount();
    const [{ headers, raw, body } = { headers: {} as Record<string, string>, raw: "", body: {} }] = test.robot.received;
    const timestamp = headers["dedepay-timestamp"];
    const expected = createHmac("sha256", "the-hook-secret").update(`${timestamp}.${raw}`).digest("hex");
    expect(headers["dedepay-signature"]).toBe(`v1=${expected}`);
    expect(body).toMatchObject({
      type: "incidents",
      causes: [
        {
          cause: "amount-differs",
          severity: "money",
          payments: 1,
          amount_fen: 1234,
          state: "open",
          incidents: [expect.stringMatching(/^inc_/)],
        },
      ],
    });
  });

  it("holds nothing that a chat would take for a link, a mention or a picture", async () => {
    await add(dingtalk);
    const title = JSON.stringify({ zh: "![x](http://evil) @all <font>", en: "x" });
    await nonsense();
    test.robot.received.length = 0;
    await test.database.rows(`update incidents set title_json = '${title}'`);
    await test.database.rows("update owner_notices set sent_at_ms = null, message_id = null");
    await test.database.rows("update outbox set status = 'pending', done_at_ms = null where kind = 'owner_message'");
    await test.reopen();
    await test.time.advance(0);
    const { text } = markdown();
    expect(text).not.toMatch(/!\[|\]\(http:\/\/evil|@all|<font>/);
    expect(text).toContain("［x］");
  });
});

describe("the owner's channels", () => {
  it("are listed without anything secret, and removed with what waits for them", async () => {
    await add(mail, "22:00-08:00");
    await test.time.advance(1000);
    const robot = await add(dingtalk);
    expect(await test.gateway.listNoticeChannels()).toMatchObject([
      {
        kind: "mail",
        label: "我的 mail",
        target: "owner@qq.test (smtp.qq.test:465)",
        quiet: "22:00-08:00",
        waiting: 0,
      },
      { kind: "dingtalk", target: "oapi.dingtalk.test …oken", quiet: null, last_sent_at: null },
    ]);
    test.robot.nextAnswers.push(new HttpFailure("network", { code: "ECONNREFUSED", timeoutMs: 1 }));
    await wrongAmount();
    const [, state] = await test.gateway.listNoticeChannels();
    expect(state).toMatchObject({ waiting: 1, last_sent_at: null });
    await test.gateway.removeNoticeChannel({ channelId: robot.id, requestId: "req_remove" });
    await test.time.advance(hourMs);
    expect(test.robot.received).toHaveLength(1);
    const channels = await test.gateway.listNoticeChannels();
    expect(channels).toMatchObject([{ kind: "mail", last_sent_at: "2026-01-01T04:00:01.000Z" }]);
    await expect(test.gateway.removeNoticeChannel({ channelId: robot.id, requestId: "r" })).rejects.toMatchObject({
      unified: 1009,
    });
    const kept = JSON.stringify([
      channels,
      await test.database.rows("select detail_json from audit where action like 'notice.%'"),
      test.logLines,
    ]);
    expect(kept).not.toMatch(/the-mail-password|the-robot-token|SECdedepaytest/);
    const sealed = await test.database.rows("select settings_sealed from notice_channels");
    expect(Buffer.from(sealed[0]?.["settings_sealed"] as Uint8Array).includes("the-mail-password")).toBe(false);
  });

  it("are tried out at once, and the trial says what is wrong", async () => {
    const { id } = await add(mail);
    const robot = await add(dingtalk);
    const attempt = (channelId: string): Promise<void> => test.gateway.testNoticeChannel({ channelId, requestId: "r" });
    await attempt(id);
    expect(mails()).toMatchObject([{ subject: expect.stringContaining("测试") }]);
    test.mailbox.nextFailures.push(
      new MailFailure("refused", { code: "EAUTH", answer: "535 Login fail" }),
      new MailFailure("tls", { code: "CERT_HAS_EXPIRED" }),
      new MailFailure("timeout", { code: "ETIMEDOUT" }),
    );
    await expect(attempt(id)).rejects.toMatchObject({ unified: 1010, detail: { zh: expect.stringContaining("535") } });
    await expect(attempt(id)).rejects.toMatchObject({
      unified: 1015,
      extra: { hop: "tls", reason: "CERT_HAS_EXPIRED" },
    });
    await expect(attempt(id)).rejects.toMatchObject({ unified: 1014 });
    test.robot.nextAnswers.push(
      { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' },
      { status: 200, body: "<html>" },
      { status: 404, body: "" },
      new HttpFailure("network", { code: "ENOTFOUND", timeoutMs: 1 }),
      new HttpFailure("timeout", { code: "UND_ERR_HEADERS_TIMEOUT", timeoutMs: 1 }),
    );
    await expect(attempt(robot.id)).rejects.toMatchObject({
      unified: 1010,
      extra: { reason: "errcode_310000" },
      detail: { zh: expect.stringContaining("sign not match") },
    });
    await expect(attempt(robot.id)).rejects.toMatchObject({ extra: { reason: "errcode_missing" } });
    await expect(attempt(robot.id)).rejects.toMatchObject({ extra: { reason: "http_404" } });
    await expect(attempt(robot.id)).rejects.toMatchObject({ unified: 1015, extra: { hop: "dns" } });
    await expect(attempt(robot.id)).rejects.toMatchObject({ unified: 1014 });
    await expect(attempt("nch_none")).rejects.toMatchObject({ unified: 1009 });
  });

  it.each<[string, NoticeSettings, string | undefined, string]>([
    ["a robot's address of another kind", { kind: "wecom", url: "ftp://x" }, undefined, "url"],
    ["no mail server", { ...mail, smtp: { ...mail.smtp, host: "smtp qq" } }, undefined, "smtp.host"],
    ["no recipient", { ...mail, to: [] }, undefined, "to"],
    ["a recipient with a line break", { ...mail, to: ["a@b.cn\r\nBcc: c@d.cn"] }, undefined, "to"],
    ["a password in clear", { ...mail, smtp: { ...mail.smtp, security: "none" } }, undefined, "smtp.security"],
    ["hours that are none", mail, "10pm-8am", "quiet"],
  ])("are refused with %s", async (_what, settings, quiet, param) => {
    await expect(add(settings, quiet)).rejects.toMatchObject({ param });
    expect(await test.gateway.listNoticeChannels()).toEqual([]);
  });
});
